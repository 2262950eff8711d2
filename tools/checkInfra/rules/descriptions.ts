import { plainText } from '../bicep/walk.ts';
import type { Rule } from '../rule.ts';

/** Each parameter says what it is. */
export const descriptions: Rule = ({ templates }) =>
  templates.flatMap(({ file, parameters }) =>
    parameters.flatMap(({ name, line, decorators }) => {
      const description = decorators.find((each) => each.name === 'description')?.arguments[0];
      if (plainText(description)?.trim()) return [];
      return [{ rule: 'descriptions', file, line, message: `${name} has no @description.` }];
    }),
  );

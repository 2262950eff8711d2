import { plainText } from '../bicep/walk.ts';
import type { Rule } from '../rule.ts';

const decorators = ['description', 'allowed', 'minValue', 'maxValue', 'minLength', 'maxLength', 'secure', 'metadata'];

/** Each parameter says what it is, and is decorated with what Bicep knows. */
export const descriptions: Rule = ({ templates }) =>
  templates.flatMap(({ file, parameters }) =>
    parameters.flatMap((parameter) => {
      const { name, line } = parameter;
      const description = parameter.decorators.find((each) => each.name === 'description')?.arguments[0];
      const silent = plainText(description)?.trim() ? [] : [`${name} has no @description.`];
      const strange = parameter.decorators.filter((each) => !decorators.includes(each.name));
      return [...silent, ...strange.map((each) => `@${each.name} is no decorator of a parameter.`)].map((message) => ({
        rule: 'descriptions',
        file,
        line,
        message,
      }));
    }),
  );

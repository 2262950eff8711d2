import { walkTemplate } from '../bicep/walk.ts';
import type { Rule } from '../rule.ts';

const changing = ['utcNow', 'newGuid'];

/** The same parameters change nothing: no value is another one at each deployment. */
export const repeatable: Rule = ({ templates }) =>
  templates.flatMap((template) =>
    [...walkTemplate(template)].flatMap(({ expression }) => {
      if (expression.kind !== 'call' || !changing.includes(expression.name)) return [];
      const message = `${expression.name}() differs each time, so a repetition changes what is there. Make it a parameter.`;
      return [{ rule: 'repeatable', file: template.file, line: expression.line, message }];
    }),
  );

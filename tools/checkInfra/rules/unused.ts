import type { Template } from '../bicep/syntax.ts';
import { walkTemplate } from '../bicep/walk.ts';
import type { Rule } from '../rule.ts';

/** No parameter and no variable is there in vain. */
export const unused: Rule = ({ templates }) =>
  templates.flatMap((template) => {
    const used = namesUsed(template);
    return [...template.parameters, ...template.variables]
      .filter(({ name }) => !used.has(name))
      .map(({ name, line }) => ({
        rule: 'unused',
        file: template.file,
        line,
        message: `${name} is used nowhere. Take it away.`,
      }));
  });

function namesUsed(template: Template): ReadonlySet<string> {
  return new Set(
    [...walkTemplate(template)].flatMap(({ expression }) => (expression.kind === 'name' ? [expression.name] : [])),
  );
}

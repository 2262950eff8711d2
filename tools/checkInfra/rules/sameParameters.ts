import { sameExpression } from '../bicep/sameExpression.ts';
import type { Parameter } from '../bicep/syntax.ts';
import type { Rule } from '../rule.ts';

const [main, resources] = ['infra/main.bicep', 'infra/resources.bicep'];

/** What resources.bicep takes from the group where none is given. */
const ofTheGroup: readonly string[] = ['environmentName', 'location'];

/** Whichever entry is deployed, a parameter takes the same values and means the same. */
export const sameParameters: Rule = ({ templates }) => {
  const outer = templates.find(({ file }) => file === main);
  const inner = templates.find(({ file }) => file === resources);
  if (outer === undefined || inner === undefined) return [];
  return outer.parameters.flatMap((parameter) => {
    const other = inner.parameters.find(({ name }) => name === parameter.name);
    const message = other === undefined ? `${resources} has no ${parameter.name}.` : wrongWith(parameter, other);
    return message === undefined ? [] : [{ rule: 'sameParameters', file: main, line: parameter.line, message }];
  });
};

function wrongWith(one: Parameter, other: Parameter): string | undefined {
  if (ofTheGroup.includes(one.name)) return undefined;
  const sameDefault = one.otherwise === other.otherwise || sameExpression(one.otherwise, other.otherwise);
  if (!sameDefault) return `${one.name} has another default in ${resources}.`;
  if (JSON.stringify(one.type) !== JSON.stringify(other.type)) return `${one.name} has another type in ${resources}.`;
  const same =
    one.decorators.length === other.decorators.length &&
    one.decorators.every((decorator, index) => sameExpression(decorator, other.decorators[index]));
  return same ? undefined : `${one.name} has other decorators in ${resources}.`;
}

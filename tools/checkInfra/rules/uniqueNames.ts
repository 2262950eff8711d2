import type { Expression } from '../bicep/syntax.ts';
import { bodyOf, propertyOf, resourcesOf, walk } from '../bicep/walk.ts';
import type { Place } from '../project/jsonValue.ts';
import { resolve } from '../project/resolve.ts';
import type { Rule } from '../rule.ts';

/** Their names are host names, so all of Azure shares them. */
const types = [
  'Microsoft.EventHub/namespaces',
  'Microsoft.KeyVault/vaults',
  'Microsoft.Storage/storageAccounts',
  'Microsoft.Web/sites',
];

/** A second environment does not collide with the first: what all of Azure shares is named after the group's id. */
export const uniqueNames: Rule = (project) =>
  project.templates.flatMap((template) =>
    resourcesOf(template)
      .filter(({ type, resource }) => types.includes(type) && !resource.existing)
      .flatMap(({ type, resource: { value, line, name: symbol } }) => {
        const name = propertyOf(bodyOf(value), 'name');
        if (name !== undefined && isUnique(name, { project, template })) return [];
        const message = `${symbol}: all of Azure shares the names of ${type}. Put uniqueString(resourceGroup().id) in it.`;
        return [{ rule: 'uniqueNames', file: template.file, line, message }];
      }),
  );

function isUnique(name: Expression, place: Place): boolean {
  return resolve(name, place).every(({ expression, place: where }) =>
    [...walk(expression)].some(({ expression: part }) => {
      if (part.kind === 'call' && part.name === 'uniqueString') return part.arguments.some(isOfGroup);
      return part.kind === 'name' && part !== expression && isUnique(part, where);
    }),
  );
}

function isOfGroup(argument: Expression): boolean {
  const { kind } = argument;
  return (
    kind === 'member' &&
    argument.name === 'id' &&
    argument.object.kind === 'call' &&
    argument.object.name === 'resourceGroup'
  );
}

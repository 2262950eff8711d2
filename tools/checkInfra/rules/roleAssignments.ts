import { sameExpression } from '../bicep/sameExpression.ts';
import type { Expression } from '../bicep/syntax.ts';
import { plainText, propertyOf } from '../bicep/walk.ts';
import { type Assignment, assignmentsOf } from '../project/assignments.ts';
import type { Rule } from '../rule.ts';

/** Each role is one of the table (`tables/roles.ts`), at a scope of it, in the form that survives a repetition. */
export const roleAssignments: Rule = (project) =>
  assignmentsOf(project).flatMap((assignment) =>
    [...wrongWithGrant(assignment), ...wrongWithForm(assignment)].map((message) => ({
      rule: 'roleAssignments',
      file: assignment.template.file,
      line: assignment.typed.resource.line,
      message: `${assignment.typed.resource.name}: ${message}`,
    })),
  );

function wrongWithGrant({ role, scopeType, holder, principalTypes }: Assignment): readonly string[] {
  if (role === undefined) return ['its role is none of tools/checkInfra/tables/roles.ts.'];
  if (holder === 'unknown') {
    const found = principalTypes.length === 0 ? 'not known' : principalTypes.join(', ');
    return [`principalType is ${found}. It must be ServicePrincipal for the app, User or Group for a person.`];
  }
  const allowed = role[holder];
  if (allowed.includes(scopeType)) return [];
  const at = allowed.length === 0 ? 'nothing' : allowed.join(', ');
  return [`${role.name} on ${scopeType}. The ${holder} may have it on ${at}.`];
}

function wrongWithForm({ body, principalId, roleId, typed }: Assignment): readonly string[] {
  const properties = propertyOf(body, 'properties');
  const definition = properties?.kind === 'object' ? propertyOf(properties, 'roleDefinitionId') : undefined;
  const formed =
    definition?.kind === 'call' &&
    definition.name === 'subscriptionResourceId' &&
    plainText(definition.arguments[0]) === 'Microsoft.Authorization/roleDefinitions';
  const form = formed
    ? []
    : ["roleDefinitionId must be subscriptionResourceId('Microsoft.Authorization/roleDefinitions', <id>)."];
  const name = propertyOf(body, 'name');
  const isNamed = name?.kind === 'call' && name.name === 'guid' && isNameOf(name.arguments, body, principalId, roleId);
  const named = isNamed
    ? []
    : ['name must be guid(<scope>.id, <principal>, <role id>), so that a repetition finds it.'];
  return typed.resource.value.kind === 'loop'
    ? [...form, ...named, 'assignments stand one by one.']
    : [...form, ...named];
}

function isNameOf(
  [scope, principal, role]: readonly Expression[],
  body: Parameters<typeof propertyOf>[0],
  principalId: Expression | undefined,
  roleId: Expression | undefined,
): boolean {
  const wanted = propertyOf(body, 'scope');
  const isScope =
    scope?.kind === 'member' &&
    scope.name === 'id' &&
    (wanted === undefined
      ? scope.object.kind === 'call' && scope.object.name === 'resourceGroup'
      : sameExpression(scope.object, wanted));
  return isScope && isPrincipal(principal, principalId) && sameExpression(role, roleId);
}

/** The principal's id, or that of the identity whose principal it is: a what-if knows the latter before there is one. */
function isPrincipal(named: Expression | undefined, principalId: Expression | undefined): boolean {
  if (sameExpression(named, principalId)) return true;
  const properties =
    principalId?.kind === 'member' && principalId.name === 'principalId' ? principalId.object : undefined;
  if (properties?.kind !== 'member' || properties.name !== 'properties') return false;
  return named?.kind === 'member' && named.name === 'id' && sameExpression(named.object, properties.object);
}

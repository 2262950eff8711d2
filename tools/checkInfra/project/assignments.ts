import type { Expression, ObjectExpression, Template } from '../bicep/syntax.ts';
import { bodyOf, propertyOf, resourcesOf, type TypedResource } from '../bicep/walk.ts';
import { type RoleGrant, resourceGroup, roles } from '../tables/roles.ts';
import type { InfraProject } from './infraProject.ts';
import { knownValues } from './knownValues.ts';
import { scopeOf } from './scope.ts';

/** A role assignment, as far as it could be read. */
export interface Assignment {
  readonly template: Template;
  readonly typed: TypedResource;
  readonly body: ObjectExpression;
  /** What is assigned, as it is written. */
  readonly roleId: Expression | undefined;
  readonly role: RoleGrant | undefined;
  /** Undefined for the resource group, which is the scope where none is named. */
  readonly scope: TypedResource | undefined;
  readonly scopeType: string;
  readonly principalId: Expression | undefined;
  /** Every value that `principalType` can have. */
  readonly principalTypes: readonly unknown[];
  readonly holder: 'app' | 'person' | 'unknown';
}

export function assignmentsOf(project: InfraProject): readonly Assignment[] {
  return project.templates.flatMap((template) =>
    resourcesOf(template)
      .filter(({ type, resource }) => type === 'Microsoft.Authorization/roleAssignments' && !resource.existing)
      .flatMap((typed) => {
        const body = bodyOf(typed.resource.value);
        return body === undefined ? [] : [readAssignment(typed, body, template, project)];
      }),
  );
}

function readAssignment(
  typed: TypedResource,
  body: ObjectExpression,
  template: Template,
  project: InfraProject,
): Assignment {
  const place = { project, template };
  const values = propertyOf(body, 'properties');
  const properties = values?.kind === 'object' ? values : undefined;
  const definition = propertyOf(properties, 'roleDefinitionId');
  const roleId = definition?.kind === 'call' ? definition.arguments[1] : undefined;
  const ids = knownValues(roleId, place).values;
  const named = propertyOf(body, 'scope');
  const meaning = named?.kind === 'name' ? scopeOf(template).get(named.name) : undefined;
  const scope = meaning?.kind === 'resource' ? meaning.declared : undefined;
  const principalTypes = knownValues(propertyOf(properties, 'principalType'), place).values;
  return {
    template,
    typed,
    body,
    roleId,
    role: ids.length === 1 ? roles.find(({ id }) => id === ids[0]) : undefined,
    scope,
    scopeType: named === undefined ? resourceGroup : (scope?.type ?? 'something that is no resource of the file'),
    principalId: propertyOf(properties, 'principalId'),
    principalTypes,
    holder: holderOf(principalTypes),
  };
}

/** A service principal that is given roles here is the app's identity: a pipeline gets none. */
function holderOf(types: readonly unknown[]): Assignment['holder'] {
  if (types.length === 0) return 'unknown';
  if (types.every((type) => type === 'ServicePrincipal')) return 'app';
  return types.includes('ServicePrincipal') ? 'unknown' : 'person';
}

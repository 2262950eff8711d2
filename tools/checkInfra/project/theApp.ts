import type { Expression, Template } from '../bicep/syntax.ts';
import { bodyOf, propertyOf, resourcesOf, type TypedResource } from '../bicep/walk.ts';
import type { InfraProject } from './infraProject.ts';

const site = 'Microsoft.Web/sites';

export interface AppResource {
  readonly template: Template;
  readonly typed: TypedResource;
}

/** The function apps that the templates make. */
export function appsOf({ templates }: InfraProject): readonly AppResource[] {
  return templates.flatMap((template) =>
    resourcesOf(template)
      .filter(({ type, resource }) => type === site && !resource.existing)
      .map((typed) => ({ template, typed })),
  );
}

export function declaresApp(template: Template): boolean {
  return resourcesOf(template).some(({ type, resource }) => type === site && !resource.existing);
}

/** A value deep in a resource's body, by the names on the way. */
export function valueAt({ resource }: TypedResource, ...path: readonly string[]): Expression | undefined {
  let value: Expression | undefined = bodyOf(resource.value);
  for (const name of path) value = value?.kind === 'object' ? propertyOf(value, name) : undefined;
  return value;
}

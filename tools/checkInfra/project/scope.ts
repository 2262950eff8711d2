import type { Module, Parameter, Template, Variable } from '../bicep/syntax.ts';
import { resourcesOf, type TypedResource } from '../bicep/walk.ts';

/** What a name in a template stands for. */
export type Meaning =
  | { readonly kind: 'parameter'; readonly declared: Parameter }
  | { readonly kind: 'variable'; readonly declared: Variable }
  | { readonly kind: 'resource'; readonly declared: TypedResource }
  | { readonly kind: 'module'; readonly declared: Module };

const scopes = new WeakMap<Template, ReadonlyMap<string, Meaning>>();

/** The names of a template; of two the first. Nested resources are among them, since `::` names them too. */
export function scopeOf(template: Template): ReadonlyMap<string, Meaning> {
  const known = scopes.get(template) ?? readScope(template);
  scopes.set(template, known);
  return known;
}

function readScope(template: Template): ReadonlyMap<string, Meaning> {
  const meanings: readonly (readonly [string, Meaning])[] = [
    ...template.parameters.map((declared) => [declared.name, { kind: 'parameter', declared }] as const),
    ...template.variables.map((declared) => [declared.name, { kind: 'variable', declared }] as const),
    ...resourcesOf(template).map((declared) => [declared.resource.name, { kind: 'resource', declared }] as const),
    ...template.modules.map((declared) => [declared.name, { kind: 'module', declared }] as const),
  ];
  return new Map([...meanings].reverse());
}

import type { Expression, Module, Template, Type } from '../bicep/syntax.ts';
import { bodyOf, type LocalNames, plainText, propertyOf, type TypedResource, walkTemplate } from '../bicep/walk.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { templateOf } from '../project/modulesOf.ts';
import { scopeOf } from '../project/scope.ts';
import type { Rule } from '../rule.ts';
import { unknownMember } from '../schemaCheck/memberOfSchema.ts';

/** What is read of a resource, a module or a parameter is something that it has. */
export const members: Rule = (project) =>
  project.templates.flatMap((template) =>
    [...walkTemplate(template)].flatMap(({ expression, locals }) => {
      const path = pathOf(expression);
      if (path === undefined) return [];
      const isLocal = locals.has(path.start);
      const message = isLocal ? wrongWithItem(path, locals, template) : wrongWith(path, template, project);
      return message === undefined ? [] : [{ rule: 'members', file: template.file, line: expression.line, message }];
    }),
  );

interface Path {
  readonly start: string;
  readonly names: readonly string[];
}

/** `a.b.c`, `a[0].b` or `a::b.c`; of a nested resource its own name begins the path. */
function pathOf(expression: Expression): Path | undefined {
  if (expression.kind === 'name') return { start: expression.name, names: [] };
  if (expression.kind === 'nested') return { start: expression.name, names: [] };
  if (expression.kind === 'index' && expression.object.kind === 'name') return pathOf(expression.object);
  if (expression.kind !== 'member') return undefined;
  const path = pathOf(expression.object);
  return path && { start: path.start, names: [...path.names, expression.name] };
}

function wrongWith({ start, names }: Path, template: Template, project: InfraProject): string | undefined {
  const meaning = scopeOf(template).get(start);
  if (meaning === undefined || names.length === 0) return undefined;
  if (meaning.kind === 'resource') return wrongWithResource(meaning.declared, names, project);
  if (meaning.kind === 'module') return wrongWithModule(meaning.declared, names, template, project);
  return meaning.kind === 'parameter' ? wrongWithParameter(start, meaning.declared.type, names) : undefined;
}

/** Of a list that is written out, each item has what the loop reads of its items. */
function wrongWithItem({ start, names: [first] }: Path, locals: LocalNames, template: Template): string | undefined {
  const list = resolved(locals.get(start), template);
  if (first === undefined || list?.kind !== 'array') return undefined;
  const without = list.items.find((item) => item.kind === 'object' && propertyOf(item, first) === undefined);
  return without && `An item of what ${start} goes over has no ${first} (line ${without.line}).`;
}

function resolved(expression: Expression | undefined, template: Template): Expression | undefined {
  if (expression?.kind !== 'name') return expression;
  const meaning = scopeOf(template).get(expression.name);
  return meaning?.kind === 'variable' ? meaning.declared.value : undefined;
}

function wrongWithResource(
  { resource, type }: TypedResource,
  names: readonly string[],
  { schemas }: InfraProject,
): string | undefined {
  const schema = schemas.get(type.toLowerCase());
  const name = plainText(propertyOf(bodyOf(resource.value), 'name')) ?? '';
  const body = schema?.bodies.get('*') ?? schema?.bodies.get(name);
  const unknown = schema && body && unknownMember(body, names, schema);
  // Told once, where it is read; a longer path says the same again.
  return unknown !== undefined && unknown === names.at(-1) ? `${type} has no ${names.join('.')}.` : undefined;
}

function wrongWithModule(
  module: Module,
  [first, output]: readonly string[],
  template: Template,
  project: InfraProject,
): string | undefined {
  if (first === 'name') return undefined;
  // A longer path says the same again.
  if (first !== 'outputs') return output === undefined ? `A module has outputs, and no ${first}.` : undefined;
  const called = templateOf(project, template, module);
  if (output === undefined || called === undefined || called.outputs.some(({ name }) => name === output)) {
    return undefined;
  }
  return `${called.file} has no output ${output}.`;
}

function wrongWithParameter(start: string, type: Type, [first]: readonly string[]): string | undefined {
  if (type.kind !== 'object' || first === undefined || type.properties.has(first)) return undefined;
  return `The type of ${start} has no ${first}.`;
}

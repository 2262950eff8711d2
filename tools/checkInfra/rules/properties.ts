import type { Expression, Problem, Template } from '../bicep/syntax.ts';
import { bodyOf, plainText, propertyOf, resourcesOf, type TypedResource } from '../bicep/walk.ts';
import { evaluate } from '../project/evaluate.ts';
import type { InfraProject } from '../project/infraProject.ts';
import type { Place } from '../project/jsonValue.ts';
import type { Rule } from '../rule.ts';
import { checkObject, keywords } from '../schemaCheck/checkObject.ts';
import { checkValue } from '../schemaCheck/checkValue.ts';
import type { Schema, SchemaObject } from '../schemas/schema.ts';

/** Each property is one that the type has, with a value that it takes; what is required is there. */
export const properties: Rule = (project) =>
  project.templates.flatMap((template) =>
    resourcesOf(template).flatMap((typed) =>
      checkResource(typed, template, project).map((problem) => ({
        rule: 'properties',
        file: template.file,
        ...problem,
      })),
    ),
  );

function checkResource(typed: TypedResource, template: Template, project: InfraProject): readonly Problem[] {
  const schema = project.schemas.get(typed.type.toLowerCase());
  const { resource } = typed;
  const body = bodyOf(resource.value);
  if (body === undefined) return [{ line: resource.line, message: `${resource.name} has no body.` }];
  // A type that is not known is told by another rule.
  if (schema === undefined) return [];
  const name = plainText(propertyOf(body, 'name'));
  const variant = schema.bodies.get('*') ?? schema.bodies.get(name ?? '');
  if (variant === undefined) return [{ line: resource.line, message: noVariant(schema, name) }];
  const object = resource.existing ? namesOnly(variant) : variant;
  const own = body.properties.filter((property) => !keywords.includes(property.name ?? ''));
  const check = (locals: ReadonlyMap<string, unknown>) => {
    const checked = { schema, place: { project, template, locals }, path: '' };
    return checkObject({ ...body, properties: own }, object, checked, { extent: 'whole', check: checkValue });
  };
  return unique(itemsOf(resource.value, { project, template }).flatMap(check));
}

/** A loop's body is looked at with each of its items, if the text tells them. */
function itemsOf(value: Expression, place: Place): readonly ReadonlyMap<string, unknown>[] {
  if (value.kind !== 'loop') return [new Map()];
  const items = evaluate(value.over, place).flatMap((list) => (Array.isArray(list) ? list : []));
  return items.length === 0 ? [new Map()] : items.map((item) => new Map([[value.item, item]]));
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** What exists already is named and not written. */
function namesOnly({ properties: all }: SchemaObject): SchemaObject {
  return { properties: new Map([...all].filter(([name]) => name === 'name')), additional: undefined };
}

function noVariant({ type, bodies }: Schema, name: string | undefined): string {
  const kept = [...bodies.keys()].join(', ');
  return `${type} "${name ?? '(computed)'}": the schemas kept are of ${kept}. Add it to tools/checkInfra/schemas.`;
}

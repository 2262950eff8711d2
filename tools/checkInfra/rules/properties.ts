import type { Problem, Template } from '../bicep/syntax.ts';
import { bodyOf, plainText, propertyOf, resourcesOf, type TypedResource } from '../bicep/walk.ts';
import type { InfraProject } from '../project/infraProject.ts';
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
  const checked = { schema, place: { project, template }, path: '' };
  return checkObject({ ...body, properties: own }, object, checked, { extent: 'whole', check: checkValue });
}

/** What exists already is named and not written. */
function namesOnly({ properties: all }: SchemaObject): SchemaObject {
  return { properties: new Map([...all].filter(([name]) => name === 'name')), additional: undefined };
}

function noVariant({ type, bodies }: Schema, name: string | undefined): string {
  const kept = [...bodies.keys()].join(', ');
  return `${type} "${name ?? '(computed)'}": the schemas kept are of ${kept}. Add it to tools/checkInfra/schemas.`;
}

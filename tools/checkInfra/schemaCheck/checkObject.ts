import type { ObjectExpression, Problem } from '../bicep/syntax.ts';
import type { SchemaObject } from '../schemas/schema.ts';
import type { Checked, CheckValue } from './checked.ts';

/** What belongs to the language and not to the resource. */
export const keywords: readonly string[] = ['scope', 'parent', 'dependsOn'];

/** An object of a schema. Of a `part`, as `union` joins them, nothing is required. */
export function checkObject(
  object: ObjectExpression,
  schema: SchemaObject,
  checked: Checked,
  { extent, check }: { readonly extent: 'whole' | 'part'; readonly check: CheckValue },
): readonly Problem[] {
  const written = object.properties.flatMap(({ name, value, line }): readonly Problem[] => {
    const path = [checked.path, name ?? '…'].filter(Boolean).join('.');
    const property = name === undefined ? undefined : schema.properties.get(name);
    if (property?.readOnly) return [{ line, message: `${path} is read-only. Take it away.` }];
    if (property !== undefined) return check(value, property, { ...checked, path });
    if (schema.additional === undefined) return [{ line, message: unknown(path, checked, schema) }];
    const any = { type: schema.additional, required: false, readOnly: false };
    return check(value, any, { ...checked, path });
  });
  return extent === 'part' ? written : [...written, ...missing(object, schema, checked)];
}

function unknown(path: string, { schema }: Checked, { properties }: SchemaObject): string {
  const last = path.split('.').at(-1)?.toLowerCase();
  const alike = [...properties.keys()].find((name) => name.toLowerCase() === last);
  const known = `${schema.type}@${schema.apiVersion}`;
  return `${path} is no property of ${known}${alike === undefined ? '.' : `; ${alike} is.`}`;
}

function missing(object: ObjectExpression, { properties }: SchemaObject, { path }: Checked): readonly Problem[] {
  const names = [...properties].filter(([, { required }]) => required).map(([name]) => name);
  return names
    .filter((name) => !object.properties.some((property) => property.name === name))
    .map((name) => ({ line: object.line, message: `${path === '' ? name : `${path}.${name}`} is required.` }));
}

import type { Schema, SchemaObject } from '../schemas/schema.ts';
import { expectedOf } from './typeWord.ts';

/** The first of the names that a resource does not have, each looked up in what the one before holds. */
export function unknownMember(body: SchemaObject, names: readonly string[], schema: Schema): string | undefined {
  let object: SchemaObject | undefined = body;
  for (const name of names) {
    if (object === undefined) return undefined;
    const type: string | undefined = object.properties.get(name)?.type ?? object.additional;
    if (type === undefined) return name;
    const expected = expectedOf(type, schema);
    object = expected.kind === 'object' ? expected.object : undefined;
  }
  return undefined;
}

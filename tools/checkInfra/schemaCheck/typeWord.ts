import type { Schema, SchemaObject } from '../schemas/schema.ts';

/** What a schema's word for a type means. */
export type Expected =
  | { readonly kind: 'any' }
  | { readonly kind: 'primitive'; readonly name: 'string' | 'int' | 'bool' }
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'array'; readonly of: string }
  | { readonly kind: 'object'; readonly object: SchemaObject; readonly name: string };

/** The form of the words is in `schemas/README.md`. */
export function expectedOf(word: string, { objects }: Schema): Expected {
  if (word.endsWith('[]')) return { kind: 'array', of: word.slice(0, -2) };
  const object = objects.get(word);
  if (object !== undefined) return { kind: 'object', object, name: word };
  if (word === 'string' || word === 'int' || word === 'bool') return { kind: 'primitive', name: word };
  if (['any', 'object', 'array', 'null'].includes(word)) return { kind: 'any' };
  return { kind: 'values', values: word.split(' | ').filter((value) => value !== 'string') };
}

import { memberOf } from '../memberOf.ts';
import type { Schema, SchemaObject, SchemaProperty } from './schema.ts';

/** Reads a file of this folder. Throws Error, naming the file, for anything else. */
export function readSchema(text: string, file: string): Schema {
  const value: unknown = JSON.parse(text);
  const body = memberOf(value, 'body');
  const variants = memberOf(body, 'variants');
  return {
    type: textOf(memberOf(value, 'type'), file),
    apiVersion: textOf(memberOf(value, 'apiVersion'), file),
    source: textOf(memberOf(value, 'source'), file),
    bodies: variants === undefined ? new Map([['*', readObject(body, file)]]) : readObjects(variants, file),
    objects: readObjects(memberOf(value, 'objects'), file),
  };
}

function readObjects(value: unknown, file: string): ReadonlyMap<string, SchemaObject> {
  return new Map(entriesOf(value, file).map(([name, each]) => [name, readObject(each, file)]));
}

function readObject(value: unknown, file: string): SchemaObject {
  const additional = memberOf(value, 'additional');
  const properties = entriesOf(memberOf(value, 'properties'), file);
  return {
    properties: new Map(properties.map(([name, property]) => [name, readProperty(property, file)])),
    additional: additional === undefined ? undefined : textOf(additional, file),
  };
}

function readProperty(value: unknown, file: string): SchemaProperty {
  if (typeof value === 'string') return { type: value, required: false, readOnly: false };
  const pattern = memberOf(value, 'pattern');
  return {
    type: textOf(memberOf(value, 'type'), file),
    required: memberOf(value, 'required') === true,
    readOnly: memberOf(value, 'readOnly') === true,
    ...bound('minLength', value),
    ...bound('maxLength', value),
    ...bound('minValue', value),
    ...bound('maxValue', value),
    ...(typeof pattern === 'string' && { pattern }),
  };
}

function bound(name: 'minLength' | 'maxLength' | 'minValue' | 'maxValue', value: unknown) {
  const limit = memberOf(value, name);
  return typeof limit === 'number' ? { [name]: limit } : {};
}

function entriesOf(value: unknown, file: string): readonly (readonly [string, unknown])[] {
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  throw new Error(`${file} is no schema: an object is missing.`);
}

function textOf(value: unknown, file: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${file} is no schema: a text is missing.`);
}

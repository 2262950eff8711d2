import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSchema } from './readSchema.ts';
import type { Schemas } from './schema.ts';

/** Every type that the templates may use: `*.json` of this folder. */
export function loadSchemas(root: string): Schemas {
  const folder = join(root, 'tools/checkInfra/schemas');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const schemas = files.map((name) => readSchema(readFileSync(join(folder, name), 'utf8'), name));
  return new Map(schemas.map((schema) => [schema.type.toLowerCase(), schema]));
}

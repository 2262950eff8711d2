import { join } from 'node:path';
import { openBicepParser } from '../../../tools/checkInfra/bicep/bicepParser.ts';
import { type InfraProject, openProject } from '../../../tools/checkInfra/project/infraProject.ts';
import type { Rule } from '../../../tools/checkInfra/rule.ts';
import { loadSchemas } from '../../../tools/checkInfra/schemas/loadSchemas.ts';
import type { Schemas } from '../../../tools/checkInfra/schemas/schema.ts';

/** Texts by path. A text alone is `infra/main.bicep`. */
export type Files = string | Readonly<Record<string, string>>;

let schemas: Schemas | undefined;

/** A project that lies in memory, with the real schemas. */
export async function projectOf(files: Files): Promise<InfraProject> {
  const texts = typeof files === 'string' ? { 'infra/main.bicep': files } : files;
  schemas ??= loadSchemas(join(__dirname, '../../..'));
  const read = (path: string) => (Object.hasOwn(texts, path) ? texts[path] : undefined);
  return openProject({ paths: Object.keys(texts), read }, await openBicepParser(), schemas);
}

/** What a rule finds, as `<line> <message>`. */
export async function foundBy(rule: Rule, files: Files): Promise<readonly string[]> {
  return rule(await projectOf(files)).map(({ line, message }) => `${line} ${message}`);
}

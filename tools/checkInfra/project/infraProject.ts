import type { BicepParser } from '../bicep/bicepParser.ts';
import { readTemplate } from '../bicep/readTemplate.ts';
import type { Template } from '../bicep/syntax.ts';
import type { Schemas } from '../schemas/schema.ts';

/** Files by path, relative to the repository, with forward slashes. */
export interface ProjectFiles {
  /** Those in `infra/`, and those of the code that name settings. */
  readonly paths: readonly string[];
  /** Any file of the repository; undefined where there is none. */
  read(path: string): string | undefined;
}

/** All that the rules look at, read once. */
export interface InfraProject {
  readonly files: ProjectFiles;
  readonly templates: readonly Template[];
  readonly schemas: Schemas;
}

export function openProject(files: ProjectFiles, parse: BicepParser, schemas: Schemas): InfraProject {
  const paths = files.paths.filter((path) => path.endsWith('.bicep'));
  const templates = paths.map((path) => readTemplate(path, files.read(path) ?? '', parse));
  return { files, templates, schemas };
}

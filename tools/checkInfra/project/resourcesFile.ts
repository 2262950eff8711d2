import { memberOf } from '../memberOf.ts';
import type { InfraProject } from './infraProject.ts';

/** What `resources.json` names; the code takes its names from there too. */
export interface ResourcesFile {
  readonly hubs: readonly string[];
  readonly consumerGroups: readonly string[];
  readonly tables: readonly string[];
  readonly containers: readonly string[];
  readonly partitionCount: unknown;
}

const path = 'resources.json';

/** Throws Error when the file is missing or no JSON: the code would not start either. */
export function resourcesFile({ files }: InfraProject): ResourcesFile {
  const value: unknown = JSON.parse(files.read(path) ?? 'null');
  const hub = memberOf(value, 'eventHub');
  return {
    hubs: texts([memberOf(hub, 'name')]),
    consumerGroups: texts(Object.values(memberOf(hub, 'consumerGroups') ?? {})),
    tables: texts(Object.values(memberOf(value, 'tables') ?? {})),
    containers: texts(Object.values(memberOf(value, 'containers') ?? {})),
    partitionCount: memberOf(hub, 'partitionCount'),
  };
}

/** The project as it would be if every name in `resources.json` were another one. */
export function withOtherNames(project: InfraProject): InfraProject {
  const renamed = (_: string, value: unknown) => (typeof value === 'string' ? `${value}-renamed` : value);
  const read = (file: string) => {
    const text = project.files.read(file);
    return file === path && text !== undefined ? JSON.stringify(JSON.parse(text), renamed) : text;
  };
  return { ...project, files: { ...project.files, read } };
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}

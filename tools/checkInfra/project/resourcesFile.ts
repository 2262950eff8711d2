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
  const hub = at(value, 'eventHub');
  return {
    hubs: texts([at(hub, 'name')]),
    consumerGroups: texts(Object.values(at(hub, 'consumerGroups') ?? {})),
    tables: texts(Object.values(at(value, 'tables') ?? {})),
    containers: texts(Object.values(at(value, 'containers') ?? {})),
    partitionCount: at(hub, 'partitionCount'),
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

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}

import { resourcesOf } from '../bicep/walk.ts';
import type { Finding } from '../finding.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { knownValues } from '../project/knownValues.ts';
import { namesOf } from '../project/namesOf.ts';
import { type ResourcesFile, resourcesFile, withOtherNames } from '../project/resourcesFile.ts';
import type { Rule } from '../rule.ts';

const kinds: Readonly<Record<string, keyof Omit<ResourcesFile, 'partitionCount'>>> = {
  'Microsoft.EventHub/namespaces/eventhubs': 'hubs',
  'Microsoft.EventHub/namespaces/eventhubs/consumergroups': 'consumerGroups',
  'Microsoft.Storage/storageAccounts/tableServices/tables': 'tables',
  'Microsoft.Storage/storageAccounts/blobServices/containers': 'containers',
};

/** The host's own, which no code of ours names. */
const ownContainers: readonly string[] = ['packages'];

/** Hub, consumer groups, tables and containers are those of `resources.json`, taken from there and not written again. */
export const resourceNames: Rule = (project) => [
  ...Object.keys(kinds).flatMap((type) => wrongWithMade(type, project)),
  ...project.templates.flatMap((template) =>
    resourcesOf(template).flatMap((typed) => {
      const kind = kinds[typed.type];
      if (kind === undefined) return [];
      const now = namesOf(typed, { project, template }).filter((name) => !ownContainers.includes(name));
      const then = namesOf(typed, { project: withOtherNames(project), template });
      const written = now.filter((name) => !then.includes(`${name}-renamed`));
      const { line } = typed.resource;
      return written.map((name) => finding(template.file, line, `"${name}" does not come from resources.json.`));
    }),
  ),
  ...wrongPartitions(project),
];

function wrongWithMade(type: string, project: InfraProject): readonly Finding[] {
  const kind = kinds[type];
  const made = project.templates.flatMap((template) =>
    resourcesOf(template)
      .filter((typed) => typed.type === type && !typed.resource.existing)
      .map((typed) => ({
        names: namesOf(typed, { project, template }),
        file: template.file,
        line: typed.resource.line,
      })),
  );
  const [first] = made;
  if (kind === undefined || first === undefined) return [];
  const wanted = resourcesFile(project)[kind];
  const names = made.flatMap((each) => each.names).filter((name) => !ownContainers.includes(name));
  const absent = wanted.filter((name) => !names.includes(name));
  const strange = names.filter((name) => !wanted.includes(name));
  return [
    ...absent.map((name) => finding(first.file, first.line, `"${name}" of resources.json (${kind}) is not made.`)),
    ...strange.map((name) => finding(first.file, first.line, `"${name}" is not in resources.json (${kind}).`)),
  ];
}

function wrongPartitions(project: InfraProject): readonly Finding[] {
  const { partitionCount } = resourcesFile(project);
  return project.templates.flatMap((template) =>
    template.parameters
      .filter(({ name, otherwise }) => name === 'partitionCount' && otherwise !== undefined)
      .filter(({ otherwise }) => knownValues(otherwise, { project, template }).values[0] !== partitionCount)
      .map(({ line }) => finding(template.file, line, `Its default is not that of resources.json, ${partitionCount}.`)),
  );
}

function finding(file: string, line: number, message: string): Finding {
  return { rule: 'resourceNames', file, line, message };
}

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What the rules for queries look at; paths are relative to the repository. */
export interface QueryFiles {
  /** Text by path, `infra/queries/<name>.kql`. */
  readonly queries: ReadonlyMap<string, string>;
  /** Text by path, of the modules that make alerts. */
  readonly alerts: ReadonlyMap<string, string>;
  /** `docs/runbook.md`. */
  readonly runbook: string;
  /** Names of the functions. */
  readonly functions: readonly string[];
}

export const queriesFolder = 'infra/queries';
const alertFiles = ['infra/modules/logAlerts.bicep', 'infra/modules/metricAlerts.bicep'];
export const runbookFile = 'docs/runbook.md';

/** Reads them below a repository's folder. Throws what reading files throws. */
export function readQueryFiles(root: string): QueryFiles {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
  const names = readdirSync(join(root, queriesFolder)).filter((name) => name.endsWith('.kql'));
  return {
    queries: new Map(names.sort().map((name) => [`${queriesFolder}/${name}`, read(`${queriesFolder}/${name}`)])),
    alerts: new Map(alertFiles.map((path) => [path, read(path)])),
    runbook: read(runbookFile),
    functions: readdirSync(join(root, 'src/functions')).map((name) => basename(name, '.ts')),
  };
}

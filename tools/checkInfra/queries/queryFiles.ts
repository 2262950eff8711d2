import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What the rules for queries look at; paths are relative to the repository. */
export interface QueryFiles {
  /** Text by path, `infra/queries/<name>.kql`. */
  readonly queries: ReadonlyMap<string, string>;
  /** `infra/modules/alerts.bicep`. */
  readonly alerts: string;
  /** `docs/runbook.md`. */
  readonly runbook: string;
  /** Names of the functions. */
  readonly functions: readonly string[];
}

export const queriesFolder = 'infra/queries';
export const alertsFile = 'infra/modules/alerts.bicep';
export const runbookFile = 'docs/runbook.md';

/** Reads them below a repository's folder. Throws what reading files throws. */
export function readQueryFiles(root: string): QueryFiles {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
  const names = readdirSync(join(root, queriesFolder)).filter((name) => name.endsWith('.kql'));
  return {
    queries: new Map(names.sort().map((name) => [`${queriesFolder}/${name}`, read(`${queriesFolder}/${name}`)])),
    alerts: read(alertsFile),
    runbook: read(runbookFile),
    functions: readdirSync(join(root, 'src/functions')).map((name) => basename(name, '.ts')),
  };
}

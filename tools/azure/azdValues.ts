import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../src/pipeline/tweet.ts';
import { findProgram } from './findProgram.ts';
import type { AzdPlace } from './rememberForAzd.ts';
import { runProgram } from './runProgram.ts';

const timeLimitMs = 60_000;

/**
 * The values of an environment of azd in this folder, by its name or else the one that azd would take; none without azd,
 * or without such an environment. Where the shell has the same variable, azd goes by these values:
 * https://github.com/Azure/azure-dev/blob/main/cli/azd/pkg/environment/environment.go (LookupEnv)
 */
export async function azdValues(
  { root, environment }: AzdPlace,
  name?: string,
): Promise<Readonly<Record<string, string>>> {
  const azd = existsSync(join(root, '.azure')) ? findProgram('azd', environment) : undefined;
  if (azd === undefined) return {};
  const options = { environment, folder: root, timeLimitMs };
  const wanted = name === undefined ? [] : ['--environment', name];
  const { exitCode, output } = await runProgram(azd, ['env', 'get-values', '--output', 'json', ...wanted], options);
  return exitCode === 0 ? textsIn(output) : {};
}

function textsIn(output: string): Readonly<Record<string, string>> {
  try {
    const values: unknown = JSON.parse(output);
    const entries = isRecord(values) ? Object.entries(values) : [];
    return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  } catch {
    return {};
  }
}

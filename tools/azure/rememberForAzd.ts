import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../src/pipeline/tweet.ts';
import { findProgram } from './findProgram.ts';
import { runProgram } from './runProgram.ts';

export interface AzdPlace {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
}

const timeLimitMs = 60_000;

/**
 * Notes values in azd's environment of this app, so that the next `azd provision`, which replaces all settings of the
 * app, sets them again. Resolves with whether it did: not without azd, and not when its environment is another app's.
 */
export async function rememberForAzd(
  app: string,
  values: Readonly<Record<string, string>>,
  { root, environment }: AzdPlace,
): Promise<boolean> {
  const azd = existsSync(join(root, '.azure')) ? findProgram('azd', environment) : undefined;
  if (azd === undefined) return false;
  const options = { environment, folder: root, timeLimitMs };
  const { exitCode, output } = await runProgram(azd, ['env', 'get-values', '--output', 'json'], options);
  if (exitCode !== 0 || appOf(output)?.toLowerCase() !== app.toLowerCase()) return false;
  for (const [name, value] of Object.entries(values)) {
    const set = await runProgram(azd, ['env', 'set', name, value], options);
    if (set.exitCode !== 0) return false;
  }
  return true;
}

function appOf(output: string): string | undefined {
  try {
    const values: unknown = JSON.parse(output);
    const name = isRecord(values) ? values.AZURE_FUNCTION_APP_NAME : undefined;
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

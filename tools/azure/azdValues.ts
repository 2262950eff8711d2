import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../src/pipeline/tweet.ts';
import { findProgram } from './findProgram.ts';
import type { AzdPlace } from './rememberForAzd.ts';
import { runProgram } from './runProgram.ts';

const timeLimitMs = 60_000;

/** The values of azd's environment in this folder; none without azd or without an environment. */
export async function azdValues({ root, environment }: AzdPlace): Promise<Readonly<Record<string, string>>> {
  const azd = existsSync(join(root, '.azure')) ? findProgram('azd', environment) : undefined;
  if (azd === undefined) return {};
  const options = { environment, folder: root, timeLimitMs };
  const { exitCode, output } = await runProgram(azd, ['env', 'get-values', '--output', 'json'], options);
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

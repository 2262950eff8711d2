import roles from '../../infra/roles.json';
import type { CommandOutput } from '../../local/view/parseTail.ts';
import { readerIsGone, survivesFailedWrites, writeBlock } from '../../local/view/viewOutput.ts';
import type { AzureCli } from '../azure/azureCli.ts';
import { AzureError } from '../azure/azureError.ts';
import { deploymentOutputs } from '../azure/deploymentOutputs.ts';
import { grantCommand } from '../azure/grantCommand.ts';
import type { DeploymentOutputs } from '../azure/parseOutputs.ts';
import { lineJson, lineText } from './lineText.ts';
import { localLines } from './localLines.ts';
import { newestLines } from './newestLines.ts';
import { parseLogs } from './parseLogs.ts';
import type { ToldLine } from './toldLine.ts';

export interface LogsSurroundings extends CommandOutput {
  readonly root: string;
  readonly azure: AzureCli;
  /** Resolves after so many ms, or rejects when the command is to end. */
  readonly wait: (ms: number) => Promise<void>;
}

type Look = (limit: number, sinceMs: number | undefined) => Promise<readonly ToldLine[]>;

/** Telemetry comes late and not in order: each look goes back so far, and shows what was not shown. */
const lookBackMs = 10 * 60_000;
const mostSeen = 5_000;

/**
 * `npm run logs`. Rejects with CommanderError for a wrong option (already told) or `--help`, with AzureError, which names
 * the role for a refusal; with `--follow` as `wait` does.
 */
export async function logs(args: readonly string[], surroundings: LogsSurroundings): Promise<void> {
  const { app, limit, follow, json } = parseLogs(args, surroundings);
  const { output, progress, wait, root, azure } = surroundings;
  survivesFailedWrites(output);
  const look = app === undefined ? local(root) : remote(await deploymentOutputs(app, azure), azure);
  const seen = new Set<string>();
  const found = await show(await look(limit, undefined), { seen, output, json });
  if (!found)
    progress.write(`There are no lines${app === undefined ? ' in .local/telemetry.jsonl' : ' of the last day'} yet.\n`);
  for (let lastMs = Date.now(); follow; lastMs = Date.now()) {
    await wait(app === undefined ? 1_000 : 15_000);
    await show(await look(1_000, lastMs - lookBackMs), { seen, output, json });
  }
}

function local(root: string): Look {
  return async (limit, sinceMs = 0) =>
    localLines(root)
      .filter(({ timeMs }) => timeMs > sinceMs)
      .slice(0, limit);
}

function remote(outputs: DeploymentOutputs, azure: AzureCli): Look {
  return async (limit, sinceMs) => {
    try {
      return await newestLines(limit, sinceMs, outputs, azure);
    } catch (error) {
      if (!(error instanceof AzureError && error.code === 'forbidden')) throw error;
      throw new AzureError('forbidden', `${error.message}\n${roleWords(outputs)}`, { cause: error });
    }
  };
}

function roleWords({ applicationInsightsId: scope, applicationInsightsName }: DeploymentOutputs): string {
  const { reader: role } = roles;
  const fact = `To read component ${applicationInsightsName} takes the role ${role.name}.`;
  return `${fact} Somebody who may assign roles gives it with:\n${grantCommand({ role, scope })}`;
}

interface Shown {
  readonly seen: Set<string>;
  readonly output: NodeJS.WritableStream;
  readonly json: boolean;
}

/** Writes the lines that were not written before, oldest first. Resolves with whether there were any. */
async function show(lines: readonly ToldLine[], { seen, output, json }: Shown): Promise<boolean> {
  const news = [...lines].reverse().filter((line) => !seen.has(keyOf(line)));
  for (const line of news) seen.add(keyOf(line));
  for (const key of seen) {
    if (seen.size <= mostSeen) break;
    seen.delete(key);
  }
  const text = news.map((line) => `${json ? lineJson(line) : lineText(line)}\n`).join('');
  await writeBlock(output, text).catch((error: unknown) => {
    // As in `| head`: what was wanted was read.
    if (!readerIsGone(error)) throw error;
  });
  return news.length > 0;
}

function keyOf({ timeMs, figures }: ToldLine): string {
  return `${timeMs} ${JSON.stringify(figures)}`;
}

import type { AzureCli } from '../../azure/azureCli.ts';
import type { DeploymentOutputs } from '../../azure/parseOutputs.ts';
import { newestLines } from '../../logs/newestLines.ts';
import type { DarkStep } from './darkStep.ts';
import type { Deployed } from './deployed.ts';
import { firstDarkStep } from './firstDarkStep.ts';
import { proofLimit } from './proofLimit.ts';
import { untilToldLine } from './untilToldLine.ts';
import { untilYoungRow, type Waiting } from './untilYoungRow.ts';

export type Proof =
  | { readonly by: 'row'; readonly enqueuedTime: string }
  | { readonly by: 'log'; readonly time: string; readonly sentence: string };

export interface Proving {
  readonly by: 'row' | 'log';
  readonly source: 'test' | 'twitter';
  /** By Azure's clock, in ms. What is younger is of this deployment. */
  readonly sinceMs: number;
  /** When publishTweets runs: nothing can come before. */
  readonly schedule: string;
  readonly outputs: DeploymentOutputs;
  readonly azure: AzureCli;
  readonly deployed: Deployed;
}

const linesLookedAt = 20;

/** Waits for the proof of a deployment; else resolves with the first step of a tweet's way that is dark. */
export async function prove(proving: Proving, waiting: Omit<Waiting, 'limitMs'>): Promise<Proof | DarkStep> {
  const limitMs = proofLimit(proving.by, proving.schedule, proving.sinceMs);
  const inTime = { ...waiting, limitMs };
  waiting.say(`That may take up to ${Math.ceil(limitMs / 60_000)} min.`);
  const proof = proving.by === 'row' ? await byRow(proving, inTime) : await byLog(proving, inTime);
  if (proof !== undefined) return proof;
  waiting.say('No proof. Looking for the first step that is dark.');
  return firstDarkStep(proving);
}

async function byRow({ deployed, sinceMs }: Proving, waiting: Waiting): Promise<Proof | undefined> {
  const time = await untilYoungRow(deployed, sinceMs, waiting);
  return time === undefined ? undefined : { by: 'row', enqueuedTime: new Date(time).toISOString() };
}

async function byLog({ source, sinceMs, outputs, azure }: Proving, waiting: Waiting): Promise<Proof | undefined> {
  const lines = () => newestLines(linesLookedAt, sinceMs, outputs, azure);
  const line = await untilToldLine(source, lines, waiting);
  if (line === undefined) return undefined;
  return { by: 'log', time: new Date(line.timeMs).toISOString(), sentence: line.sentence };
}

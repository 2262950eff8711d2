import type { AzureCli } from '../../azure/azureCli.ts';
import type { DeploymentOutputs } from '../../azure/parseOutputs.ts';
import { newestLines } from '../../logs/newestLines.ts';
import type { DarkStep } from './darkStep.ts';
import type { Deployed } from './deployed.ts';
import { firstDarkStep } from './firstDarkStep.ts';
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
  readonly outputs: DeploymentOutputs;
  readonly azure: AzureCli;
  readonly deployed: Deployed;
}

/** Of the issue for rows; telemetry alone takes up to five minutes to arrive. */
const limitsMs = { row: 5 * 60_000, log: 10 * 60_000 };
const linesLookedAt = 20;

/** Waits for the proof of a deployment; else resolves with the first step of a tweet's way that is dark. */
export async function prove(proving: Proving, waiting: Omit<Waiting, 'limitMs'>): Promise<Proof | DarkStep> {
  const proof = proving.by === 'row' ? await byRow(proving, waiting) : await byLog(proving, waiting);
  if (proof !== undefined) return proof;
  waiting.say('No proof. Looking for the first step that is dark.');
  return firstDarkStep(proving);
}

async function byRow({ deployed, sinceMs }: Proving, waiting: Omit<Waiting, 'limitMs'>): Promise<Proof | undefined> {
  const time = await untilYoungRow(deployed, sinceMs, { ...waiting, limitMs: limitsMs.row });
  return time === undefined ? undefined : { by: 'row', enqueuedTime: new Date(time).toISOString() };
}

async function byLog(
  { source, sinceMs, outputs, azure }: Proving,
  waiting: Omit<Waiting, 'limitMs'>,
): Promise<Proof | undefined> {
  const lines = () => newestLines(linesLookedAt, sinceMs, outputs, azure);
  const line = await untilToldLine(source, lines, { ...waiting, limitMs: limitsMs.log });
  if (line === undefined) return undefined;
  return { by: 'log', time: new Date(line.timeMs).toISOString(), sentence: line.sentence };
}

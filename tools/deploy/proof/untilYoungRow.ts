import { TookTooLongError } from '../../../src/adapters/within.ts';
import { type Looking, looks } from '../../azure/looks.ts';
import type { Deployed } from './deployed.ts';

export interface Waiting extends Pick<Looking, 'limitMs' | 'wait' | 'clock'> {
  readonly say: (line: string) => void;
  /** What to tell when whoever looks may not; undefined for an error that is no refusal. */
  readonly refusal: (error: unknown) => Promise<Error | undefined>;
}

const everyMs = 5_000;

/**
 * Looks until the table has a row whose event was enqueued after `sinceMs` (by Azure's clock). Resolves with that time,
 * or with undefined at the limit. A refusal is told at once and waited for, since a new role takes minutes to spread, as
 * is an answer that takes too long; rejects with the refusal at the limit, and with any other error of the table.
 */
export async function untilYoungRow(
  deployed: Pick<Deployed, 'now' | 'newestRow'>,
  sinceMs: number,
  { say, refusal, ...waiting }: Waiting,
): Promise<number | undefined> {
  let refused: Error | undefined;
  const onMinute = (minutes: number): void => say(`No row yet that is younger than the deployment (${minutes} min).`);
  for await (const _ of looks({ everyMs, onMinute, ...waiting })) {
    try {
      const newest = await deployed.newestRow(await deployed.now());
      if (newest !== undefined && newest > sinceMs) return newest;
      refused = undefined;
    } catch (error) {
      const before = refused;
      refused = await refusal(error);
      if (refused === undefined && !(error instanceof TookTooLongError)) throw error;
      if (refused !== undefined && before === undefined) say(`${refused.message}\nUntil then it is tried again.`);
    }
  }
  if (refused !== undefined) throw refused;
  return undefined;
}

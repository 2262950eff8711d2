import type { Deployed } from './deployed.ts';

export interface Waiting {
  /** How long to look, in ms. */
  readonly limitMs: number;
  readonly wait: (ms: number) => Promise<void>;
  readonly say: (line: string) => void;
  /** What to tell when whoever looks may not; undefined for an error that is no refusal. */
  readonly refusal: (error: unknown) => Promise<Error | undefined>;
}

const everyMs = 5_000;

/**
 * Looks until the table has a row whose event was enqueued after `sinceMs` (by Azure's clock). Resolves with that time,
 * or with undefined at the limit. A refusal is told at once and waited for, since a new role takes minutes to spread;
 * rejects with it at the limit, and with any other error of the table.
 */
export async function untilYoungRow(
  deployed: Pick<Deployed, 'now' | 'newestRow'>,
  sinceMs: number,
  { limitMs, wait, say, refusal }: Waiting,
): Promise<number | undefined> {
  let refused: Error | undefined;
  for (let waitedMs = 0; ; waitedMs += everyMs) {
    try {
      const newest = await deployed.newestRow(await deployed.now());
      if (newest !== undefined && newest > sinceMs) return newest;
      refused = undefined;
    } catch (error) {
      const before = refused;
      refused = await refusal(error);
      if (refused === undefined) throw error;
      if (before === undefined) say(`${refused.message}\nUntil then it is tried again.`);
    }
    if (waitedMs >= limitMs) break;
    if (waitedMs % 60_000 === 0) say(`No row yet that is younger than the deployment (${waitedMs / 60_000} min).`);
    await wait(everyMs);
  }
  if (refused !== undefined) throw refused;
  return undefined;
}

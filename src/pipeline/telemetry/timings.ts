import type { HubEvent } from '../eventBatch.ts';
import type { StoredTweet } from '../storedTweet.ts';

/** Rows that storage took at one moment, in ms since 1970. */
export interface Acknowledged {
  readonly atMs: number;
  readonly writes: readonly { readonly tweet: StoredTweet }[];
}

export function rowsIn(acknowledged: readonly Acknowledged[]): number {
  return acknowledged.reduce((sum, { writes }) => sum + writes.length, 0);
}

/** How long the oldest and the newest event of a batch had waited when its run began. Two clocks: never below 0. */
export function queueLags(events: readonly HubEvent[], startMs: number) {
  let [oldestMs, newestMs] = [startMs, 0];
  for (const { enqueuedTime } of events) {
    oldestMs = Math.min(oldestMs, enqueuedTime.getTime());
    newestMs = Math.max(newestMs, enqueuedTime.getTime());
  }
  return {
    queueLagMsMax: startMs - oldestMs,
    queueLagMsMin: events.length === 0 ? 0 : Math.max(0, startMs - newestMs),
  };
}

/** From the hub's taking an event to storage's taking its row: what a reader of the table feels. */
export function leadTimes(acknowledged: readonly Acknowledged[]) {
  const leads = new Float64Array(rowsIn(acknowledged));
  let count = 0;
  for (const { atMs, writes } of acknowledged) {
    for (const { tweet } of writes) {
      leads[count] = Math.max(0, atMs - tweet.enqueuedTime.getTime());
      count += 1;
    }
  }
  leads.sort();
  return { leadMsP50: percentile(leads, 50), leadMsP95: percentile(leads, 95) };
}

/** From the start of a run to the last row that storage took. */
export function cycleMs(acknowledged: readonly Acknowledged[], startMs: number): number | null {
  const last = Math.max(...acknowledged.map(({ atMs }) => atMs));
  return acknowledged.length === 0 ? null : Math.max(0, last - startMs);
}

/** The smallest value that so many percent do not exceed. */
function percentile(sorted: Float64Array, percent: number): number | null {
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null;
}

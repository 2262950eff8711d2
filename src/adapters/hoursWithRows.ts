import { type FirstHourIn, hoursBetween } from './hoursBetween.ts';

/** No id of X is from later: they end in 2086. */
const end = Date.UTC(2100, 0, 1) / 3_600_000;

/** All hours that hold rows, newest first, also those that a clock ahead of ours has made. */
export async function* hoursWithRows(firstHourIn: FirstHourIn, nowMs: number): AsyncGenerator<number> {
  const next = Math.floor(nowMs / 3_600_000) + 1;
  // Asked first, since the search is short when nobody's clock is ahead.
  const isNoneAhead = (await firstHourIn(next, end)) === undefined;
  yield* hoursBetween(0, isNoneAhead ? next : end, firstHourIn);
}

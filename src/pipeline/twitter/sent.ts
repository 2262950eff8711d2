import type { Tweet } from '../tweet.ts';
import { compareTweetIds } from '../tweetId.ts';
import type { PollState, Position } from './pollState.ts';
import { larger, timeOf } from './snowflake.ts';

/** Those of the tweets found that were not published yet, oldest first. */
export function unsent(found: ReadonlyMap<string, Tweet>, sent: ReadonlySet<bigint>): readonly Tweet[] {
  const fresh = [...found.values()].filter(({ id }) => !sent.has(BigInt(id)));
  return fresh.sort((one, other) => compareTweetIds(one.id, other.id));
}

/**
 * The published ids that X can give again: those above the cursor and those inside the hole. With the hole's forgotten,
 * a hole that begins in the overlap of two runs would be published twice.
 */
export function stillNeeded(sent: ReadonlySet<bigint>, { cursor, hole }: Position): ReadonlySet<bigint> {
  return new Set([...sent].filter((id) => id > cursor || (hole && id > hole.lo && id < hole.hi)));
}

/**
 * The age of the oldest post, of those not seen before, that an earlier run should have met: it became visible only
 * after newer ones. Undefined when there is none. An age near the horizon says that the horizon is too near.
 */
export function latestArrivalMs(
  fresh: readonly Tweet[],
  { sent, cursor, hole }: PollState,
  nowMs: number,
): number | undefined {
  const newest = [...sent].reduce(larger, cursor);
  const late = fresh.map(({ id }) => BigInt(id)).find((id) => id < newest && !(hole && id > hole.lo && id < hole.hi));
  return late === undefined ? undefined : nowMs - timeOf(late);
}

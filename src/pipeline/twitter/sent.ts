import type { Tweet } from '../tweet.ts';
import { compareTweetIds } from '../tweetId.ts';
import type { Position } from './pollState.ts';

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

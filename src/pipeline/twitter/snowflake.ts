import { tweetIdAt, tweetIdTime } from '../tweetId.ts';

/** From 4 November 2010 on an id holds the time it was made at. */
const firstMs = 1_288_834_974_657;

/** The smallest id that X can give at a time (ms since 1970): every post made earlier has a smaller one. */
export function idAt(timeMs: number): bigint {
  return BigInt(tweetIdAt(Math.max(Math.floor(timeMs), firstMs), 0));
}

/** When an id was made, in ms since 1970. */
export function timeOf(id: bigint): number {
  return tweetIdTime(id.toString());
}

export function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

export function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

/** X's ids count milliseconds from here. https://docs.x.com/fundamentals/x-ids */
const epochMs = 1_288_834_974_657n;
const counterBits = 22n;

/** How many ids one millisecond can hold. */
export const idsPerMillisecond = 2 ** Number(counterBits);

const form = /^(0|[1-9][0-9]{0,18})$/;

/**
 * Whether a value can be a tweet's id: a decimal string of at most 19 digits in its one spelling. Never a number,
 * since a double cannot tell 2083157183716917249 from its neighbours.
 */
export function isTweetId(value: unknown): value is string {
  return typeof value === 'string' && form.test(value);
}

/** The time an id was made at, in ms since 1970. Ids from before 4 November 2010 hold no time: they give that day. */
export function tweetIdTime(id: string): number {
  return Number((BigInt(id) >> counterBits) + epochMs);
}

/** The id of a millisecond (since 1970, after 4 November 2010) with a counter below `idsPerMillisecond` in its low bits. */
export function tweetIdAt(timeMs: number, counter: number): string {
  return (((BigInt(timeMs) - epochMs) << counterBits) | BigInt(counter)).toString();
}

/** Order of two ids as numbers, for `sort`. As texts, "999" would come after "1000". */
export function compareTweetIds(left: string, right: string): number {
  const difference = BigInt(left) - BigInt(right);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

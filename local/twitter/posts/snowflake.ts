/** X's ids count milliseconds from here, above 22 bits of their own. https://docs.x.com/fundamentals/x-ids */
const epochMs = 1_288_834_974_657n;
const counterBits = 22n;

/** The smallest id of a millisecond. */
export function idAt(timeMs: number): bigint {
  const sinceEpoch = BigInt(Math.floor(timeMs)) - epochMs;
  return sinceEpoch > 0n ? sinceEpoch << counterBits : 0n;
}

/** When an id was made, in ms since 1970. */
export function timeOf(id: bigint): number {
  return Number((id >> counterBits) + epochMs);
}

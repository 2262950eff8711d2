/**
 * Between what X's clock is ahead of ours, in ms: at least `low`, at most `high`. Known from the `date` of an answer,
 * which has whole seconds, and from the time that the answer took.
 */
export interface ClockBounds {
  readonly lowMs: number;
  readonly highMs: number;
}

/** Before X has answered: clocks that people have set may be minutes apart. */
export const unknownClock: ClockBounds = { lowMs: -5 * 60_000, highMs: 5 * 60_000 };

/** A date further off is not X's clock, say that of a proxy which answers from its cache. */
const furthestMs = 15 * 60_000;

/** What an answer tells of X's clock; undefined when it tells nothing that can be trusted. */
export function clockBounds(dateMs: number | undefined, askedMs: number, answeredMs: number): ClockBounds | undefined {
  if (dateMs === undefined) return undefined;
  const bounds = { lowMs: Math.floor(dateMs - answeredMs), highMs: Math.ceil(dateMs + 1000 - askedMs) };
  return Math.max(Math.abs(bounds.lowMs), Math.abs(bounds.highMs)) > furthestMs ? undefined : bounds;
}

/**
 * Between what X's clock is ahead of ours, in ms: at least `low`, at most `high`. Known from the `date` of an answer,
 * which has whole seconds, and from the time that the answer took.
 */
export interface ClockBounds {
  readonly lowMs: number;
  readonly highMs: number;
}

/** So far apart clocks that people have set may be. One further off may be X's, or that of a proxy with an old answer. */
const usualMs = 15 * 60_000;

/** Before X has answered. */
export const unknownClock: ClockBounds = { lowMs: -usualMs, highMs: usualMs };

/** No clock in use is so wrong: 10 years. */
const furthestMs = 10 * 365 * 86_400_000;

/**
 * What an answer tells of X's clock; undefined when it tells nothing. Clocks unusually far apart leave open which one is
 * right, so the bounds then hold both.
 */
export function clockBounds(dateMs: number | undefined, askedMs: number, answeredMs: number): ClockBounds | undefined {
  if (dateMs === undefined) return undefined;
  const bounds = { lowMs: Math.floor(dateMs - answeredMs), highMs: Math.ceil(dateMs + 1000 - askedMs) };
  const apartMs = Math.max(Math.abs(bounds.lowMs), Math.abs(bounds.highMs));
  if (apartMs > furthestMs) return undefined;
  return apartMs > usualMs ? withOurs(bounds) : bounds;
}

function withOurs({ lowMs, highMs }: ClockBounds): ClockBounds {
  return { lowMs: Math.min(lowMs, unknownClock.lowMs), highMs: Math.max(highMs, unknownClock.highMs) };
}

/** How far the clocks are apart, in ms, when that is more than usual. */
export function unusuallyApartMs(bounds: ClockBounds | undefined): number | undefined {
  if (bounds === undefined) return undefined;
  const apartMs = Math.max(-bounds.lowMs, bounds.highMs);
  return apartMs > usualMs ? apartMs : undefined;
}

/** The time of the earlier of both clocks when ours says `timeMs`. */
export function earlierOf(timeMs: number, bounds: ClockBounds | undefined): number {
  return timeMs + Math.min(0, bounds?.lowMs ?? 0);
}

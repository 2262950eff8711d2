import { setTimeout as delay } from 'node:timers/promises';

/** Ends early, and does not fail, when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/** A time from `leastMs` to `mostMs`; the most where that is less. */
export function durationMs(random: () => number, leastMs: number, mostMs: number): number {
  return Math.min(mostMs, leastMs + random() * Math.max(0, mostMs - leastMs));
}

/**
 * Longer than the pipeline repeats one request for (10 s) before it gives the batch back: a pipeline that then lets go of the
 * batch has lost it.
 */
export const outlastingRepeatsMs = 13_000;

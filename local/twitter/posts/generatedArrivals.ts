import type { Arrivals } from './arrivals.ts';
import { postsOfMinute, type World } from './postsOfMinute.ts';

export interface GeneratedArrivalsOptions extends Partial<World> {
  readonly seed: number;
  /** The world begins then, ms since 1970. */
  readonly startMs: number;
}

const usualWorld = { perMinute: 30, indexDelayMs: 25_000, burstsPerDay: 0, burstSize: 1_500 };
const minute = 60_000;
const reachMs = 7 * 86_400_000;

/** Invented posts without end. What lies more than 7 days back when it is asked for is left out: nobody can read it. */
export function generatedArrivals({ startMs, ...world }: GeneratedArrivalsOptions): Arrivals {
  let next = Math.floor(startMs / minute);
  return {
    upTo: function* (timeMs) {
      const last = Math.floor(timeMs / minute);
      next = Math.max(next, Math.floor((timeMs - reachMs) / minute));
      for (; next <= last; next += 1) yield* postsOfMinute(next, { ...usualWorld, ...world });
    },
  };
}

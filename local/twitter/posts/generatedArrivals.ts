import type { Arrivals } from './arrivals.ts';
import { postsOfMinute, type World } from './postsOfMinute.ts';

export interface GeneratedArrivalsOptions extends Partial<World> {
  readonly seed: number;
  /** The world begins then, ms since 1970. */
  readonly startMs: number;
  /** What lies further back when it is asked for is left out: nobody can read it. */
  readonly reachesBackMs?: number;
}

const usualWorld = { perMinute: 30, indexDelayMs: 25_000, burstsPerDay: 0, burstSize: 1_500 };
const minute = 60_000;
const sevenDaysMs = 7 * 86_400_000;

/** Invented posts without end. */
export function generatedArrivals(options: GeneratedArrivalsOptions): Arrivals {
  const { startMs, reachesBackMs = sevenDaysMs, ...world } = options;
  let next = Math.floor(startMs / minute);
  return {
    upTo: function* (timeMs) {
      const last = Math.floor(timeMs / minute);
      next = Math.max(next, Math.floor((timeMs - reachesBackMs) / minute));
      for (; next <= last; next += 1) yield* postsOfMinute(next, { ...usualWorld, ...world });
    },
  };
}

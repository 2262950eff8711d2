import { chance, type Random } from '../../../src/pipeline/testTweets/random.ts';
import type { Fault } from './fault.ts';
import { durationMs, pause } from './pause.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const longestMs = 5_000;
const mostJumps = 3;

/** The host's clock is set forward or back, by minutes to a day, once or more, and then right again. */
export const clockJump: Fault = {
  kind: 'clock-jump',
  inject: async ({ hosts }, { random, mostMs, signal }) => {
    const jumps = 1 + Math.floor(random() * mostJumps);
    try {
      for (let jump = 0; jump < jumps; jump += 1) {
        await hosts.shiftClock('first', offsetMs(random));
        await pause(durationMs(random, 500, Math.min(longestMs, mostMs / mostJumps)), signal);
      }
    } finally {
      await hosts.shiftClock('first', 0);
    }
    return jumps;
  },
};

/** As often minutes as hours. */
function offsetMs(random: Random): number {
  const size = minuteMs * (dayMs / minuteMs) ** random();
  return Math.round(chance(random, 0.5) ? size : -size);
}

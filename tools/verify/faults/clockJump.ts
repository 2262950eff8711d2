import { chance, type Random } from '../../../src/pipeline/testTweets/random.ts';
import { amidWriting } from './amidWriting.ts';
import type { Fault, FaultTargets, Injection } from './fault.ts';
import { durationMs, pause } from './pause.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const longestMs = 5_000;
const mostJumps = 3;
const longestIdleMs = 3_000;

/**
 * The host's clock is set forward or back, by minutes to a day, once or more, and then right again: at times by a host that
 * begins anew, and is given again what was half written by the wrong clock. What the clock has to do with rows then shows.
 * 0 the first time where nothing was being written.
 */
export const clockJump: Fault = {
  kind: 'clock-jump',
  inject: async (targets, injection) => {
    const { random, mostMs, isFirst, signal } = injection;
    const jumps = 1 + Math.floor(random() * mostJumps);
    try {
      for (let jump = 0; jump < jumps; jump += 1) {
        await targets.hosts.shiftClock('first', offsetMs(random));
        await pause(durationMs(random, 500, Math.min(longestMs, mostMs / mostJumps)), signal);
      }
      const beginsAnew = isFirst || chance(random, 0.5);
      if (beginsAnew && !(await beginAnew(targets, injection)) && isFirst) return 0;
    } finally {
      await targets.hosts.shiftClock('first', 0);
    }
    return jumps;
  },
};

/** As often minutes as hours. */
function offsetMs(random: Random): number {
  const size = minuteMs * (dayMs / minuteMs) ** random();
  return Math.round(chance(random, 0.5) ? size : -size);
}

/** Resolves with whether it did: where nothing is written there is nothing that is half written. */
async function beginAnew({ hosts, storage }: FaultTargets, injection: Injection): Promise<boolean> {
  const { mostMs, isFirst } = injection;
  if (!(await amidWriting(storage, injection, isFirst ? mostMs : Math.min(longestIdleMs, mostMs)))) return false;
  await hosts.kill('first');
  await hosts.start('first');
  return true;
}

import { amidWriting } from './amidWriting.ts';
import type { Fault } from './fault.ts';
import { durationMs, pause } from './pause.ts';

const longestWaitMs = 3_000;
const longestDownMs = 5_000;

/** Kills the host, mostly in the middle of writing a batch and the first time surely, and starts it again after a while. */
export const killHost: Fault = {
  kind: 'kill-host',
  inject: async ({ hosts, storage }, injection) => {
    const { random, mostMs, isFirst, signal } = injection;
    const waitMs = durationMs(random, 0, Math.min(longestWaitMs, mostMs));
    if (isFirst) {
      if (!(await amidWriting(storage, injection, mostMs))) return 0;
    } else if (random() < 0.7) await amidWriting(storage, injection, waitMs);
    else await pause(waitMs, signal);
    await hosts.kill('first');
    await pause(durationMs(random, 0, Math.min(longestDownMs, mostMs)), signal);
    await hosts.start('first');
    return 1;
  },
};

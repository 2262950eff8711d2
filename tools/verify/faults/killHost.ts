import type { Fault } from './fault.ts';
import { durationMs, pause } from './pause.ts';

const longestWaitMs = 3_000;
const longestDownMs = 5_000;

/** Kills the host, mostly in the middle of writing a batch, and starts it again after a while. */
export const killHost: Fault = {
  kind: 'kill-host',
  inject: async ({ hosts, storage }, { random, mostMs, signal }) => {
    const waitMs = durationMs(random, 0, Math.min(longestWaitMs, mostMs));
    if (random() < 0.7) await storage.nextRequest(waitMs);
    else await pause(waitMs, signal);
    await hosts.kill('first');
    await pause(durationMs(random, 0, Math.min(longestDownMs, mostMs)), signal);
    await hosts.start('first');
    return 1;
  },
};

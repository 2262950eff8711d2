import type { Fault } from './fault.ts';
import { durationMs, pause } from './pause.ts';

const longestDownMs = 5_000;

/** Kills the hub, and starts it again with the events that it has on disk. */
export const killHub: Fault = {
  kind: 'kill-hub',
  inject: async ({ hub }, { random, mostMs, signal }) => {
    await hub.kill();
    await pause(durationMs(random, 0, Math.min(longestDownMs, mostMs)), signal);
    await hub.start();
    return 1;
  },
};

import { amidWriting } from './amidWriting.ts';
import type { Fault } from './fault.ts';
import { durationMs, pause } from './pause.ts';

const longestWaitMs = 3_000;
const longestDownMs = 5_000;

/**
 * Kills the hub, mostly while its events are being stored and the first time surely, and starts it again with the events that it
 * has on disk.
 */
export const killHub: Fault = {
  kind: 'kill-hub',
  inject: async ({ hub, storage }, injection) => {
    const { random, mostMs, isFirst, signal } = injection;
    const isAmid = await amidWriting(storage, injection, isFirst ? mostMs : Math.min(longestWaitMs, mostMs));
    if (isFirst && !isAmid) return 0;
    await hub.kill();
    await pause(durationMs(random, 0, Math.min(longestDownMs, mostMs)), signal);
    await hub.start();
    return 1;
  },
};

import { amidWriting } from './amidWriting.ts';
import type { Fault, HostTargets, Injection } from './fault.ts';
import { durationMs, pause } from './pause.ts';

/** It balances every second or two, and what a dead host owned is free after some ten seconds. */
const longestWithoutBatchMs = 60_000;
const longestStayMs = 10_000;
const longestIdleMs = 3_000;
const lookEveryMs = 100;

/**
 * A second host joins, and takes partitions from the first, which is still at work on them; then it leaves, by word or by
 * kill -9. 0 where it had no batch to store: then nothing moved.
 */
export const secondHost: Fault = {
  kind: 'second-host',
  inject: async ({ hosts, storage }, injection) => {
    const { random, mostMs, signal } = injection;
    await hosts.start('second');
    const hasJoined = await storesBatch(hosts, injection);
    await pause(durationMs(random, 0, Math.min(longestStayMs, mostMs)), signal);
    await amidWriting(storage, injection, longestIdleMs);
    if (random() < 0.5) await hosts.kill('second');
    else await hosts.stop('second');
    return hasJoined ? 1 : 0;
  },
};

async function storesBatch(hosts: HostTargets, { mostMs, signal }: Injection): Promise<boolean> {
  const until = performance.now() + Math.min(longestWithoutBatchMs, mostMs);
  while (hosts.batchesStored('second') === 0) {
    if (signal.aborted || performance.now() > until) return false;
    await pause(lookEveryMs, signal);
  }
  return true;
}

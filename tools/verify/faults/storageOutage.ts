import { chance, type Random } from '../../../src/pipeline/testTweets/random.ts';
import type { Fault, Injection } from './fault.ts';
import { durationMs, outlastingRepeatsMs, pause } from './pause.ts';
import type { StorageProxy } from './storageProxy.ts';

const leastMs = 1_000;
const longestMs = 60_000;

/** Storage is away for 1 to 60 s: it refuses connections, or takes them and says nothing. */
export const storageOutage: Fault = {
  kind: 'storage-outage',
  inject: ({ storage }, injection) => {
    if (injection.isFirst) return refusing(storage, injection, outlastingRepeatsMs);
    const away = chance(injection.random, 0.5) ? refusing : frozen;
    return away(storage, injection, lengthMs(injection.random, injection.mostMs));
  },
};

/** Short ones are more frequent than long ones, as they are in life. */
function lengthMs(random: Random, mostMs: number): number {
  return durationMs(() => random() ** 3, leastMs, Math.min(longestMs, mostMs));
}

/** Begins in the middle of a request, so that it is sure to be noticed. 0 when none came. */
async function refusing(storage: StorageProxy, { signal }: Injection, ms: number): Promise<number> {
  const cut = await cutAtFirstRequest(storage, signal, ms);
  if (cut === 0) return 0;
  await storage.shut();
  try {
    await pause(ms, signal);
  } finally {
    await storage.open();
  }
  return cut;
}

/** Resolves with how many requests had come in, or after that time with 0. */
async function cutAtFirstRequest(storage: StorageProxy, signal: AbortSignal, withinMs: number): Promise<number> {
  let cut = 0;
  const come = new AbortController();
  const stop = () => come.abort();
  signal.addEventListener('abort', stop, { once: true });
  storage.meet(() => {
    cut += 1;
    stop();
    return 'reset';
  });
  await pause(withinMs, come.signal);
  signal.removeEventListener('abort', stop);
  storage.meet(undefined);
  return cut;
}

async function frozen(storage: StorageProxy, { signal }: Injection, ms: number): Promise<number> {
  let held = 0;
  storage.meet(() => {
    held += 1;
    return 'pass';
  });
  storage.freeze();
  await pause(ms, signal);
  storage.meet(undefined);
  storage.thaw();
  return held;
}

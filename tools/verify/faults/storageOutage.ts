import { chance, type Random } from '../../../src/pipeline/testTweets/random.ts';
import type { Fault } from './fault.ts';
import { illServices } from './illServices.ts';
import { durationMs, outlastingRepeatsMs, pause } from './pause.ts';
import type { StorageService } from './proxy/serviceErrors.ts';
import type { StorageProxy } from './storageProxy.ts';

const leastMs = 1_000;
const longestMs = 60_000;

/** Storage, or a part of it, is away for 1 to 60 s: it refuses connections, or takes them and says nothing. */
export const storageOutage: Fault = {
  kind: 'storage-outage',
  inject: ({ storage }, injection) => {
    const { random, mostMs, isFirst, signal } = injection;
    const outage = { storage, signal, ill: illServices(random, isFirst) };
    if (isFirst) return refusing({ ...outage, ms: outlastingRepeatsMs });
    const away = chance(random, 0.5) ? refusing : frozen;
    return away({ ...outage, ms: lengthMs(random, mostMs) });
  },
};

/** Short ones are more frequent than long ones, as they are in life. */
function lengthMs(random: Random, mostMs: number): number {
  return durationMs(() => random() ** 3, leastMs, Math.min(longestMs, mostMs));
}

interface Outage {
  readonly storage: StorageProxy;
  readonly ill: readonly StorageService[];
  readonly ms: number;
  readonly signal: AbortSignal;
}

/** Begins in the middle of a request, so that it is sure to be noticed. 0 when none came. */
async function refusing(outage: Outage): Promise<number> {
  const { storage, ill, ms, signal } = outage;
  const cut = await cutAtFirstRequest(outage);
  if (cut === 0) return 0;
  await storage.shut(ill);
  try {
    await pause(ms, signal);
  } finally {
    await storage.open();
  }
  return cut;
}

/** Resolves with how many requests had come in, or after the time of the outage with 0. */
async function cutAtFirstRequest({ storage, ill, ms, signal }: Outage): Promise<number> {
  let cut = 0;
  const come = new AbortController();
  const stop = () => come.abort();
  signal.addEventListener('abort', stop, { once: true });
  storage.meet((_request, service) => {
    if (!ill.includes(service)) return 'pass';
    cut += 1;
    stop();
    return 'reset';
  });
  await pause(ms, come.signal);
  signal.removeEventListener('abort', stop);
  storage.meet(undefined);
  return cut;
}

async function frozen({ storage, ill, ms, signal }: Outage): Promise<number> {
  let held = 0;
  storage.meet((_request, service) => {
    if (ill.includes(service)) held += 1;
    return 'pass';
  });
  storage.freeze(ill);
  await pause(ms, signal);
  storage.meet(undefined);
  storage.thaw();
  return held;
}

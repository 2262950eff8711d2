import type { Random } from '../../../src/pipeline/testTweets/random.ts';
import { amidWriting } from './amidWriting.ts';
import type { Fault, Injection } from './fault.ts';
import { illServices } from './illServices.ts';
import { durationMs, outlastingRepeatsMs, pause } from './pause.ts';
import type { StorageService } from './proxy/serviceErrors.ts';
import type { StorageProxy } from './storageProxy.ts';

/** Were the host's away as well, it would lose its partitions, and be given again what the pipeline has let go of. */
const firstServices = ['table', 'blob'] as const;
const leastMs = 1_000;
const longestMs = 60_000;
/** A process that is stopped, and then ended, is silent first. */
const leastFrozenMs = 4_000;

/**
 * Storage, or a part of it, is away for 1 to 60 s: it takes connections and says nothing, or it refuses them. The first time it
 * does both, one after the other, for as long as the run has room for; then they take turns.
 */
export const storageOutage: Fault = {
  kind: 'storage-outage',
  inject: ({ storage }, injection) => {
    const { random, mostMs, isFirst, earlier, signal } = injection;
    const outage = { storage, signal, ill: isFirst ? firstServices : illServices(random, false) };
    if (isFirst) return frozenThenRefusing({ ...outage, ms: firstMs(mostMs) }, injection);
    const away = earlier % 2 === 1 ? frozen : refusing;
    return away({ ...outage, ms: lengthMs(random, mostMs) });
  },
};

function firstMs(mostMs: number): number {
  return Math.max(leastFrozenMs + outlastingRepeatsMs, Math.min(longestMs, mostMs));
}

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

/** Begins in the middle of a batch. What was held up while it was frozen is cut and never answered. 0 when nothing was written. */
async function frozenThenRefusing(outage: Outage, injection: Injection): Promise<number> {
  const { storage, ill, ms } = outage;
  if (!(await amidWriting(storage, injection, ms))) return 0;
  const refusingMs = Math.max(outlastingRepeatsMs, ms / 2);
  const held = await freeze({ ...outage, ms: ms - refusingMs });
  await storage.shut(ill);
  storage.thaw();
  await reopen(outage, refusingMs);
  return held;
}

/** Begins in the middle of a request, so that it is sure to be noticed. 0 when none came. */
async function refusing(outage: Outage): Promise<number> {
  const cut = await cutAtFirstRequest(outage);
  if (cut === 0) return 0;
  await outage.storage.shut(outage.ill);
  await reopen(outage, outage.ms);
  return cut;
}

async function reopen({ storage, signal }: Outage, afterMs: number): Promise<void> {
  try {
    await pause(afterMs, signal);
  } finally {
    await storage.open();
  }
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

async function frozen(outage: Outage): Promise<number> {
  const held = await freeze(outage);
  outage.storage.thaw();
  return held;
}

/** Resolves with how many requests came meanwhile. Nothing moves yet. */
async function freeze({ storage, ill, ms, signal }: Outage): Promise<number> {
  let held = 0;
  storage.meet((_request, service) => {
    if (ill.includes(service)) held += 1;
    return 'pass';
  });
  storage.freeze(ill);
  await pause(ms, signal);
  storage.meet(undefined);
  return held;
}

import { setMaxListeners } from 'node:events';
import { chance, type Random } from '../../../src/pipeline/testTweets/random.ts';
import type { Injection } from './fault.ts';
import { illServices } from './illServices.ts';
import { durationMs, outlastingRepeatsMs, pause } from './pause.ts';
import type { ProxiedRequest } from './proxy/exchange.ts';
import type { StorageService } from './proxy/serviceErrors.ts';
import type { Treatment } from './proxy/treatment.ts';
import type { StorageProxy } from './storageProxy.ts';

/** What a request meets that was chosen for it. */
export type TroubleOfRequest = (
  request: ProxiedRequest,
  service: StorageService,
  trouble: {
    readonly random: Random;
    readonly isFirst: boolean /** Aborted when the trouble ends. */;
    readonly over: AbortSignal;
  },
) => Promise<Treatment>;

const leastMs = 1_000;
const longestMs = 10_000;
/** From a few requests to nearly all: a request that fails rarely is ridden out alone, one that does always gives the batch back. */
const leastShare = 0.1;

/** For a while a share of all requests, or of those to tables or blobs, meets trouble. Resolves with how many did. */
export async function troubleOfRequests(
  storage: StorageProxy,
  { random, mostMs, isFirst, signal }: Injection,
  trouble: TroubleOfRequest,
): Promise<number> {
  let met = 0;
  const over = new AbortController();
  // Every request that is held up waits for it; Node takes more than ten for a leak.
  setMaxListeners(0, over.signal);
  const share = isFirst ? 1 : leastShare + random() * (1 - leastShare);
  const ill = illServices(random, isFirst);
  storage.meet((request, service) => {
    if (!ill.includes(service) || !chance(random, share)) return 'pass';
    met += 1;
    return trouble(request, service, { random, isFirst, over: over.signal });
  });
  await pause(
    isFirst ? Math.min(outlastingRepeatsMs, mostMs) : durationMs(random, leastMs, Math.min(longestMs, mostMs)),
    signal,
  );
  storage.meet(undefined);
  over.abort();
  return met;
}

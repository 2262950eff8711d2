import type { RunEnd } from '../pipeline/storing/runEnd.ts';
import { repeatedly } from './repeatedly.ts';
import { retryAfterMs } from './retryAfter.ts';
import { tableError } from './tableError.ts';
import { tableFault } from './tableFault.ts';
import { timeLimited } from './timeLimited.ts';

export interface TableRequestLimits {
  /** Of one request. */
  readonly requestTimeLimitMs: number;
  /** For how long a request that fails is repeated. */
  readonly repeatForMs: number;
}

/** Asks a table, and gives what it answers. Rejects with StorageError, or with the reason of the run's end. */
export type TableRequest = <T>(ask: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * Requests of one run to a table: each ends within its time, is repeated where the failure may pass, and none starts at the
 * end of the run. The SDK repeats neither an inner 503 of a transaction nor an answer that was lost.
 */
export function tableRequests(
  tableName: string,
  { noNewRequests, noRequests }: RunEnd,
  { requestTimeLimitMs, repeatForMs }: TableRequestLimits,
): TableRequest {
  const waitAskedFor = (error: unknown) => retryAfterMs(error, Date.now());
  const repeats = { firstWaitMs: 100, longestWaitMs: 5_000, forMs: repeatForMs, random: Math.random, waitAskedFor };
  return async (ask) => {
    noNewRequests.throwIfAborted();
    try {
      const once = () => timeLimited(requestTimeLimitMs, noRequests, ask);
      return await repeatedly(once, mayPass, noNewRequests, repeats);
    } catch (cause) {
      for (const { aborted, reason } of [noNewRequests, noRequests]) if (aborted && cause === reason) throw cause;
      throw tableError(tableName, tableFault(cause), cause);
    }
  };
}

function mayPass(error: unknown): boolean {
  return tableFault(error).meaning === 'unavailable';
}

import { setTimeout as delay } from 'node:timers/promises';
import { FunctionsHostError } from '../functionsHostError.ts';
import { statusCode } from './statusCode.ts';

export interface StorageWait {
  /** Told of each failure that is waited out. */
  readonly report: (text: string) => void;
  /** Ends the waiting: then it rejects with the last failure. */
  readonly stopping: AbortSignal;
  /** Before the second try; twice as long before each next one. */
  readonly firstWaitMs?: number;
}

// Azure's host waits from 1 s to 2 min, and never gives up. Here somebody is looking on.
// https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.WebHost/WebJobsScriptHostService.cs
const waitsMs = { first: 1_000, longest: 10_000 };

/**
 * Starts what needs the host's storage, again and again as long as nobody answers, for whatever reason, or storage answers
 * that it cannot now. Rejects where it refuses: a wrong key does not get right by waiting.
 */
export async function untilStorageAnswers<T>(
  start: () => Promise<T>,
  { report, stopping, firstWaitMs = waitsMs.first }: StorageWait,
): Promise<T> {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, waitsMs.longest)) {
    try {
      return await start();
    } catch (error) {
      if (!isAway(error) || stopping.aborted) throw error;
      report(`${error.message} The host waits for it.`);
      await delay(waitMs, undefined, { signal: stopping }).catch(() => Promise.reject(error));
    }
  }
}

function isAway(error: unknown): error is FunctionsHostError {
  if (!(error instanceof FunctionsHostError) || error.code !== 'storage') return false;
  const status = statusCode(error.cause);
  return status === undefined || status >= 500 || status === 408 || status === 429;
}

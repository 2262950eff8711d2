import { setTimeout as delay } from 'node:timers/promises';

export interface Repeats {
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** From the first request on: the last repeat starts before this is over. */
  readonly forMs: number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** For how long whoever was asked wants to be left alone, in ms; undefined when it does not say. */
  readonly waitAskedFor?: (error: unknown) => number | undefined;
}

/**
 * Asks, and asks again while the failure is one that may pass: after waits that double, each cut by up to a half at
 * random, so that those who failed together do not come again together. Where a wait is asked for, theirs comes after
 * it; with one that is too long the time is waited out, and then the failure given back. Rejects with the last failure, or
 * when `noNewRequests` is aborted with its reason.
 */
export async function repeatedly<T>(
  ask: () => Promise<T>,
  mayPass: (error: unknown) => boolean,
  noNewRequests: AbortSignal,
  { firstWaitMs, longestWaitMs, forMs, random, waitAskedFor = () => undefined }: Repeats,
): Promise<T> {
  const until = performance.now() + forMs;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    noNewRequests.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      const ownMs = waitMs * (1 - random() / 2);
      const leftMs = until - performance.now();
      if (!mayPass(error) || ownMs > leftMs) throw error;
      const pauseMs = (waitAskedFor(error) ?? 0) + ownMs;
      await pause(Math.min(pauseMs, leftMs), noNewRequests);
      noNewRequests.throwIfAborted();
      if (pauseMs > leftMs) throw error;
    }
  }
}

/** Ends early, and does not fail, when the signal is aborted. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

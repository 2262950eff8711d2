import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '../functionsHostError.ts';
import type { RetryContext } from '../worker/programmingModel.ts';
import { retryDelay } from './retryDelay.ts';
import type { RetryPolicy } from './retryPolicy.ts';

/** `cancelled`: the host stops, or the partition is lost, before an attempt succeeded or the retries were used up. */
export type Outcome = 'succeeded' | 'failed' | 'cancelled';

export interface RetryLoop {
  readonly policy: RetryPolicy | undefined;
  /** One run. Rejects when it failed. With a policy there is a context from the first run on. */
  readonly attempt: (context: RetryContext | undefined) => Promise<void>;
  /** Told of each failure; `nextInMs` is undefined when it was the last. */
  readonly onFailure: (error: unknown, retryCount: number, nextInMs: number | undefined) => void;
  readonly signal: AbortSignal;
  readonly random: () => number;
}

/**
 * Runs until success, until the retries are used up, or until the signal. Nothing is kept across a restart.
 * FunctionExecutorExtensions.cs of https://github.com/Azure/azure-webjobs-sdk
 */
export async function executeWithRetries({ policy, attempt, onFailure, signal, random }: RetryLoop): Promise<Outcome> {
  let exception: RetryContext['exception'];
  for (let retryCount = 0; ; retryCount += 1) {
    try {
      await attempt(policy && contextOf(policy, retryCount, exception));
      return 'succeeded';
    } catch (error) {
      const nextInMs = delayAfter(policy, retryCount, random);
      onFailure(error, retryCount, signal.aborted ? undefined : nextInMs);
      if (signal.aborted) return 'cancelled';
      if (nextInMs === undefined) return 'failed';
      exception = describe(error);
      if (await isAborted(nextInMs, signal)) return 'cancelled';
    }
  }
}

function delayAfter(policy: RetryPolicy | undefined, retryCount: number, random: () => number): number | undefined {
  if (policy === undefined) return undefined;
  const hasMore = policy.maxRetryCount === -1 || retryCount < policy.maxRetryCount;
  return hasMore ? retryDelay(policy, retryCount + 1, random()) : undefined;
}

function contextOf(policy: RetryPolicy, retryCount: number, exception: RetryContext['exception']): RetryContext {
  const context = { retryCount, maxRetryCount: policy.maxRetryCount };
  return exception === undefined ? context : { ...context, exception };
}

function describe(error: unknown): NonNullable<RetryContext['exception']> {
  const stackTrace = error instanceof Error ? (error.stack ?? '') : '';
  return { message: messageOf(error), stackTrace, source: '' };
}

async function isAborted(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(milliseconds, undefined, { signal });
    return false;
  } catch {
    return true;
  }
}

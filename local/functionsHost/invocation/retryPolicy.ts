import { FunctionsHostError } from '../functionsHostError.ts';
import type { Duration, FunctionMetadata } from '../worker/programmingModel.ts';

/** -1 in `maxRetryCount` = for ever. Executions are 1 + maxRetryCount. */
export type RetryPolicy =
  | { readonly strategy: 'fixedDelay'; readonly maxRetryCount: number; readonly delayMs: number }
  | {
      readonly strategy: 'exponentialBackoff';
      readonly maxRetryCount: number;
      readonly minimumMs: number;
      readonly maximumMs: number;
    };

/**
 * The retry policy a function was registered with; undefined when it has none.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies
 */
export function readRetryPolicy({ name, retryOptions }: FunctionMetadata): RetryPolicy | undefined {
  if (retryOptions === undefined || retryOptions === null) return undefined;
  const { retryStrategy, maxRetryCount, delayInterval, minimumInterval, maximumInterval } = retryOptions;
  if (maxRetryCount === undefined || !Number.isInteger(maxRetryCount) || maxRetryCount < -1) {
    throw refusedPolicy(
      name,
      `maxRetryCount is ${String(maxRetryCount)}`,
      'a whole number, -1 for retries without end',
    );
  }
  if (retryStrategy === 'fixedDelay') {
    return { strategy: retryStrategy, maxRetryCount, delayMs: milliseconds(delayInterval) };
  }
  if (retryStrategy !== 'exponentialBackoff') {
    throw refusedPolicy(name, `strategy is "${String(retryStrategy)}"`, '"fixedDelay" or "exponentialBackoff"');
  }
  const policy: RetryPolicy = {
    strategy: retryStrategy,
    maxRetryCount,
    minimumMs: milliseconds(minimumInterval),
    maximumMs: milliseconds(maximumInterval),
  };
  if (policy.minimumMs > policy.maximumMs) {
    throw refusedPolicy(
      name,
      `minimumInterval is ${policy.minimumMs} ms`,
      `at most maximumInterval, ${policy.maximumMs} ms`,
    );
  }
  return policy;
}

function milliseconds(duration: Duration | undefined): number {
  return Number(duration?.seconds ?? 0) * 1000;
}

function refusedPolicy(name: string, fact: string, wanted: string): FunctionsHostError {
  return new FunctionsHostError(
    'function',
    `Function ${name}: retry.${fact}, but must be ${wanted}. Correct its registration.`,
  );
}

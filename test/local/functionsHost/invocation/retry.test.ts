import { describe, expect, it } from '@jest/globals';
import { executeWithRetries, type Outcome } from '../../../../local/functionsHost/invocation/executeWithRetries.ts';
import { retryDelay } from '../../../../local/functionsHost/invocation/retryDelay.ts';
import { type RetryPolicy, readRetryPolicy } from '../../../../local/functionsHost/invocation/retryPolicy.ts';
import type { FunctionMetadata, RetryContext } from '../../../../local/functionsHost/worker/programmingModel.ts';

const exponential = (minimumMs: number, maximumMs: number): RetryPolicy => ({
  strategy: 'exponentialBackoff',
  maxRetryCount: -1,
  minimumMs,
  maximumMs,
});
const fixed = (maxRetryCount: number, delayMs = 0): RetryPolicy => ({ strategy: 'fixedDelay', maxRetryCount, delayMs });

// ExponentialBackoffRetryAttribute.cs of azure-webjobs-sdk
describe('the wait before a retry', () => {
  it('is the minimum, then doubles what is added to it, by 0.8 to 1.2, up to the maximum', () => {
    const policy = exponential(1_000, 30_000);
    expect([1, 2, 3, 4, 5, 6, 7].map((retry) => retryDelay(policy, retry, 0.5))).toEqual([
      1_000, 2_000, 3_000, 5_000, 9_000, 17_000, 30_000,
    ]);
    expect(retryDelay(policy, 3, 0)).toBeCloseTo(2_600);
    expect(retryDelay(policy, 3, 1)).toBeCloseTo(3_400);
    expect(retryDelay(policy, 100_000, 0.5)).toBe(30_000);
  });

  it('stays nothing from a minimum of nothing', () => {
    expect([1, 2, 50].map((retry) => retryDelay(exponential(0, 30_000), retry, 0.5))).toEqual([0, 0, 0]);
  });

  it('is always the same with a fixed delay', () => {
    expect([1, 2, 50].map((retry) => retryDelay(fixed(3, 700), retry, 0.5))).toEqual([700, 700, 700]);
  });
});

describe('a retry policy', () => {
  const metadata = (retryOptions: NonNullable<FunctionMetadata['retryOptions']>): FunctionMetadata => ({
    name: 'f',
    bindings: {},
    retryOptions,
  });

  it('is read from what the library registers, in seconds', () => {
    expect(readRetryPolicy({ name: 'f', bindings: {} })).toBeUndefined();
    expect(
      readRetryPolicy(metadata({ retryStrategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { seconds: 3 } })),
    ).toEqual(fixed(2, 3_000));
    const options = {
      retryStrategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 1 },
      maximumInterval: { seconds: 30 },
    };
    expect(readRetryPolicy(metadata(options))).toEqual(exponential(1_000, 30_000));
  });

  it.each([
    [{ retryStrategy: 'fixedDelay', maxRetryCount: -2 }, 'maxRetryCount is -2'],
    [{ retryStrategy: 'never', maxRetryCount: 1 }, 'strategy is "never"'],
    [
      {
        retryStrategy: 'exponentialBackoff',
        maxRetryCount: 1,
        minimumInterval: { seconds: 2 },
        maximumInterval: { seconds: 1 },
      },
      'minimumInterval is 2000 ms',
    ],
  ])('is refused when it cannot be kept: %j', (options, message) => {
    expect(() => readRetryPolicy(metadata(options))).toThrow(`Function f: retry.${message}`);
  });
});

// https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies
describe('an execution', () => {
  interface Execution {
    readonly outcome: Outcome;
    readonly contexts: readonly (RetryContext | undefined)[];
    readonly waits: readonly (number | undefined)[];
  }

  async function execute(
    policy: RetryPolicy | undefined,
    failures: number,
    signal = new AbortController().signal,
    onAttempt = () => {},
  ): Promise<Execution> {
    const contexts: (RetryContext | undefined)[] = [];
    const waits: (number | undefined)[] = [];
    const outcome = await executeWithRetries({
      policy,
      signal,
      random: () => 0.5,
      onFailure: (_, __, nextInMs) => waits.push(nextInMs),
      attempt: async (context) => {
        contexts.push(context);
        onAttempt();
        if (contexts.length <= failures) throw new Error(`failure ${contexts.length}`);
      },
    });
    return { outcome, contexts, waits };
  }

  it('without a policy is one attempt without a retryContext', async () => {
    expect(await execute(undefined, 1)).toEqual({ outcome: 'failed', contexts: [undefined], waits: [undefined] });
  });

  it('has a retryContext from the first attempt on, then the failure before', async () => {
    const { outcome, contexts } = await execute(fixed(5), 2);
    expect(outcome).toBe('succeeded');
    expect(contexts).toEqual([
      { retryCount: 0, maxRetryCount: 5 },
      {
        retryCount: 1,
        maxRetryCount: 5,
        exception: { message: 'failure 1', stackTrace: expect.stringContaining('failure 1'), source: '' },
      },
      { retryCount: 2, maxRetryCount: 5, exception: expect.objectContaining({ message: 'failure 2' }) },
    ]);
  });

  it('is one more attempt than retries', async () => {
    const { outcome, contexts } = await execute(fixed(2), 99);
    expect([outcome, contexts.length]).toEqual(['failed', 3]);
  });

  it('goes on without end with -1', async () => {
    const { outcome, contexts } = await execute(fixed(-1), 500);
    expect([outcome, contexts.length]).toEqual(['succeeded', 501]);
  });

  it('ends its wait at once when it is cancelled, which is no failure for good', async () => {
    const controller = new AbortController();
    const startedAt = performance.now();
    const { outcome } = await execute(fixed(-1, 60_000), 1, controller.signal, () =>
      setTimeout(() => controller.abort(), 20),
    );
    expect(outcome).toBe('cancelled');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('that succeeds although it was cancelled has succeeded', async () => {
    const controller = new AbortController();
    expect((await execute(fixed(1), 0, controller.signal, () => controller.abort())).outcome).toBe('succeeded');
  });
});

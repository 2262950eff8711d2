import type { RetryPolicy } from './retryPolicy.ts';

/**
 * Milliseconds to wait before retry number `retry` (1 = the first). Exponential: the minimum, then
 * `minimum + random(0.8 … 1.2) · 2^(retry − 2) · minimum`, never above the maximum; from a minimum of 0 it stays 0.
 * RandomizedExponentialBackoffStrategy.cs of https://github.com/Azure/azure-webjobs-sdk
 *
 * @param random evenly spread, 0 ≤ random < 1
 */
export function retryDelay(policy: RetryPolicy, retry: number, random: number): number {
  if (policy.strategy === 'fixedDelay') return policy.delayMs;
  const { minimumMs, maximumMs } = policy;
  if (retry <= 1) return Math.min(minimumMs, maximumMs);
  // Beyond this exponent every minimum of a second is above every maximum, and 2^n stays finite.
  const exponent = Math.min(retry - 2, 60);
  return Math.min(minimumMs + (0.8 + 0.4 * random) * 2 ** exponent * minimumMs, maximumMs);
}

import { setTimeout as wait } from 'node:timers/promises';

// A Node timer holds no longer wait than 24.8 days; longer ones are made of several.
const longestWaitMs = 24 * 86_400_000;

/** Resolves at a time (milliseconds since 1970), at once when it has passed; rejects with AbortError on the signal. */
export async function waitUntil(time: number, clock: () => number, signal: AbortSignal): Promise<void> {
  for (let left = time - clock(); left > 0; left = time - clock()) {
    await wait(Math.min(left, longestWaitMs), undefined, { signal });
  }
  signal.throwIfAborted();
}

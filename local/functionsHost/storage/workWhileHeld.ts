import { whenAborted } from '../whenAborted.ts';
import { askWithin } from './askWithin.ts';
import { statusCode } from './statusCode.ts';

export interface HeldLease {
  /** Rejects with 409 or 412 when another one has the lease, and on the signal. */
  readonly renew: (signal: AbortSignal) => Promise<unknown>;
  /** When the lease was asked for, by `performance.now()`. */
  readonly askedAt: number;
  /** So long the lease lasts. It is counted from the asking, for it or for its renewal: it began no earlier. */
  readonly leaseMs: number;
  /** A renewal without an answer after so long is given up; then comes the next one. */
  readonly renewEveryMs: number;
  readonly onError: (error: unknown) => void;
  /** After the signal, work that has not ended by then keeps the lease no longer. */
  readonly graceOver: AbortSignal;
}

/** A locked blob answers 409, or 412 when a lease id is given that it does not have. */
export const takenCodes: readonly number[] = [409, 412];

/**
 * Does `work` while the lease is renewed. Work's own signal ends with `signal`, and when the lease is lost: another one has
 * it, or no renewal came through before its end, whether renewals were refused or never answered. Resolves when work has
 * ended, to whether the lease is still held.
 */
export async function workWhileHeld(
  { renew, askedAt, leaseMs, renewEveryMs, onError, graceOver }: HeldLease,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<boolean> {
  const lost = new AbortController();
  let hasEnded = false;
  let expiry = setTimeout(expire, askedAt + leaseMs - performance.now());
  const renewals = setInterval(() => void renewOnce(), renewEveryMs);

  function end(): void {
    hasEnded = true;
    clearTimeout(expiry);
    clearInterval(renewals);
  }
  function lose(): void {
    end();
    lost.abort();
  }
  function expire(): void {
    lose();
    onError(new Error(`the lock was not renewed for ${leaseMs / 1000} s, so another host may have it now`));
  }
  async function renewOnce(): Promise<void> {
    const goodUntil = performance.now() + leaseMs;
    try {
      await askWithin(renewEveryMs, renew);
      if (hasEnded) return;
      clearTimeout(expiry);
      expiry = setTimeout(expire, goodUntil - performance.now());
    } catch (error) {
      if (hasEnded) return;
      if (takenCodes.includes(statusCode(error) ?? 0)) lose();
      onError(error);
    }
  }

  try {
    await Promise.race([work(AbortSignal.any([signal, lost.signal])), whenAborted(graceOver)]);
  } catch (error) {
    // The end of a wait on the signal is how work ends.
    if (!signal.aborted && !lost.signal.aborted) throw error;
  } finally {
    end();
  }
  return !lost.signal.aborted;
}

import { setTimeout as delay } from 'node:timers/promises';

/** Nothing has come forward for so long that nothing is expected any more. */
export class StandstillError extends Error {
  readonly code = 'verify-standstill';
  override readonly name = 'StandstillError';
}

const everyMs = 100;

/** Watches a number that grows as long as the pipeline does something. */
export class Progress {
  readonly #count: () => number;
  readonly #now: () => number;

  constructor(count: () => number, now: () => number) {
    this.#count = count;
    this.#now = now;
  }

  /** Resolves when `isDone`. Rejects with StandstillError when the number stays the same for so long (ms), or with the reason. */
  async until(isDone: () => Promise<boolean>, patienceMs: number, signal: AbortSignal): Promise<void> {
    let [count, changedAt] = [this.#count(), this.#now()];
    while (!(await isDone())) {
      if (this.#count() !== count) [count, changedAt] = [this.#count(), this.#now()];
      if (this.#now() - changedAt > patienceMs) {
        throw new StandstillError(`Nothing came forward for ${patienceMs / 1_000} s.`);
      }
      await pause(signal);
    }
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  await delay(everyMs, undefined, { signal }).catch(() => signal.throwIfAborted());
}

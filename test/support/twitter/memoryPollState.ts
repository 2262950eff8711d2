import { PollError } from '../../../src/pipeline/twitter/pollError.ts';
import type { HeldState, LedgerStore, PollStateStore } from '../../../src/pipeline/twitter/pollStateStore.ts';

const leaseMs = 60_000;

/** A poll state in memory with the lease and the ETag of a blob, by a clock of the test's. */
export class MemoryPollState implements PollStateStore {
  readonly place = 'memory';
  text: string | undefined;
  saves = 0;
  readonly #now: () => number;
  #leasedUntil = Number.NEGATIVE_INFINITY;
  #lease = 0;
  #version = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  async open(first: () => string): Promise<HeldState | undefined> {
    if (this.#now() < this.#leasedUntil) return undefined;
    this.text ??= first();
    this.#leasedUntil = this.#now() + leaseMs;
    this.#lease += 1;
    const lease = this.#lease;
    let version = this.#version;
    const isHeld = () => lease === this.#lease && this.#now() < this.#leasedUntil;
    return {
      text: this.text,
      isHeld,
      save: async (text) => {
        if (!isHeld() || version !== this.#version) throw new PollError('state-taken', 'Another run is ahead.');
        this.#version += 1;
        version = this.#version;
        this.text = text;
        this.saves += 1;
      },
      close: async () => {
        if (lease === this.#lease) this.#leasedUntil = Number.NEGATIVE_INFINITY;
      },
    };
  }

  async look(): Promise<string | undefined> {
    return this.text;
  }

  /** Another one writes the blob, as no run of ours would. */
  overwrite(text: string): void {
    this.text = text;
    this.#version += 1;
  }
}

export class MemoryLedger implements LedgerStore {
  readonly place = 'memory';
  text: string | undefined;

  async change(edit: (saved: string | undefined) => string): Promise<string> {
    this.text = edit(this.text);
    return this.text;
  }

  async look(): Promise<string | undefined> {
    return this.text;
  }
}

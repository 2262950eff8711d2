export interface BalancingWatchOptions {
  /** What the machine says: ms since 1970. It may be set. */
  readonly clock: () => number;
  /** Ms since some moment; it only goes on. */
  readonly elapsed: () => number;
  /** Between two looks around, as the load balancing was told. */
  readonly intervalMs: number;
  readonly onStandstill: () => void;
}

/** A look around takes time, too. */
const graceMs = 5_000;
/** Less is no set clock, but one that is being kept right. */
const setBackByMs = 500;

/**
 * Notices a load balancing that sleeps too long. The SDK measures a round by the clock and waits for the rest of the interval:
 * when the clock is set back by an hour within a round, the next round begins after an hour, and until then no partition of a
 * dead host is taken. `_runLoopWithLoadBalancing` of https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/eventhub/event-hubs/src/eventProcessor.ts
 */
export class BalancingWatch {
  readonly #options: BalancingWatchOptions;
  readonly #patienceMs: number;
  #ahead: number;
  #lookedAt: number;
  #setBackAt: number | undefined;

  constructor(options: BalancingWatchOptions) {
    const { clock, elapsed, intervalMs } = options;
    this.#options = options;
    this.#patienceMs = 2 * intervalMs + graceMs;
    this.#ahead = clock() - elapsed();
    this.#lookedAt = elapsed();
  }

  /** The load balancing looks around. */
  looked(): void {
    this.#lookedAt = this.#options.elapsed();
  }

  /** To be called every second or so. Tells of a standstill once for each time that the clock was set back. */
  check(): void {
    const { clock, elapsed, onStandstill } = this.#options;
    const now = elapsed();
    const ahead = clock() - now;
    if (ahead < this.#ahead - setBackByMs) this.#setBackAt = now;
    this.#ahead = ahead;
    if (this.#setBackAt === undefined || now - this.#lookedAt <= this.#patienceMs) return;
    // A round that began before and looked around after is the one that sleeps.
    const isBecauseOfIt = this.#setBackAt > this.#lookedAt - this.#patienceMs;
    this.#setBackAt = undefined;
    if (isBecauseOfIt) onStandstill();
  }
}

export interface PaceOptions {
  /** Events per second; 0 = no limit. */
  readonly rate: number;
  /** How many there are; Infinity = no end. */
  readonly events: number;
  /** Trouble is still to be made: the last events are kept for it, and sent slowly. */
  readonly isReserveKept: () => boolean;
}

/** What a pause may leave to be made up for, in seconds: more than that would be a burst, and not a rate. */
const mostDebtSeconds = 1;
const reserveShare = 0.4;
/** In so many seconds, two thirds of what is left of the reserve are sent: it never quite ends. */
const reserveSeconds = 30;

/** How many events may be sent, so that the load keeps its rate and does not end before the trouble begins. */
export class Pace {
  readonly #options: PaceOptions;
  #credit = 0;
  #atMs: number;

  constructor(options: PaceOptions, nowMs: number) {
    this.#options = options;
    this.#atMs = nowMs;
  }

  /** How many may be sent now, when so many were sent so far. Whoever sends them says so by `took`. */
  due(nowMs: number, sent: number): number {
    const left = this.#options.events - sent;
    const rate = this.#rateAt(sent);
    const elapsedSeconds = Math.max(0, nowMs - this.#atMs) / 1_000;
    this.#atMs = nowMs;
    if (rate === 0) return left;
    this.#credit = Math.min(this.#credit + rate * elapsedSeconds, Math.max(1, rate * mostDebtSeconds));
    return Math.min(Math.floor(this.#credit), left);
  }

  took(count: number): void {
    this.#credit = Math.max(0, this.#credit - count);
  }

  #rateAt(sent: number): number {
    const { rate, events, isReserveKept } = this.#options;
    if (sent < events * (1 - reserveShare) || !isReserveKept()) return rate;
    const slow = Math.max(1, (events - sent) / reserveSeconds);
    return rate === 0 ? slow : Math.min(rate, slow);
  }
}

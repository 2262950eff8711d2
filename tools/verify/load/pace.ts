export interface PaceOptions {
  /** Events per second; 0 = no limit. */
  readonly rate: number;
  /** How many there are; undefined = no end. */
  readonly events: number | undefined;
  /** Trouble is to be made: then the last events are kept for it, and sent slowly until `release`. */
  readonly keepsReserve: boolean;
}

/** What a pause may leave to be made up for, in seconds: more than that would be a burst, and not a rate. */
const mostDebtSeconds = 1;
const reserveShare = 0.4;
/** The reserve is to last for about so long: a first round of all kinds of faults. */
const reserveSeconds = 40;

/** How many events may be sent, so that the load keeps its rate and does not end before the trouble begins. */
export class Pace {
  readonly #options: PaceOptions;
  #credit = 0;
  #atMs: number;
  #isReleased: boolean;

  constructor(options: PaceOptions, nowMs: number) {
    this.#options = options;
    this.#atMs = nowMs;
    this.#isReleased = !options.keepsReserve;
  }

  /** The trouble has been: what was kept may go. */
  release(): void {
    this.#isReleased = true;
  }

  /** How many may be sent now; whoever sends them says so by `sent`. */
  due(nowMs: number, sent: number): number {
    const left = (this.#options.events ?? Number.POSITIVE_INFINITY) - sent;
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
    const { rate, events } = this.#options;
    if (this.#isReleased || events === undefined || sent < events * (1 - reserveShare)) return rate;
    const slow = Math.max(1, (events * reserveShare) / reserveSeconds);
    return rate === 0 ? slow : Math.min(rate, slow);
  }
}

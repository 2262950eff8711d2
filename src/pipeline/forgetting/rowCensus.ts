/**
 * How many rows a table holds of each second, without reading it each time: counted once, and then told of every row
 * that is written. A row written again counts twice and a row written by another process not at all, so it is counted
 * anew now and then.
 */
export class RowCensus {
  #rowsPerSecond = new Map<number, number>();
  #countedAt: Date | undefined;

  /** Whether the rows were last counted longer ago than that, or never. */
  isOlderThan(ms: number, now: Date): boolean {
    return this.#countedAt === undefined || now.getTime() - this.#countedAt.getTime() >= ms;
  }

  /** Begins anew with what a table holds: when its tweets were made, in ms since 1970. */
  async count(times: AsyncIterable<readonly number[]>, now: Date): Promise<void> {
    // Rows written meanwhile come from both sides: better too many than too few.
    this.#rowsPerSecond = new Map();
    for await (const portion of times) this.add(portion);
    this.#countedAt = now;
  }

  add(times: readonly number[]): void {
    for (const time of times) {
      const second = Math.floor(time / 1000);
      this.#rowsPerSecond.set(second, (this.#rowsPerSecond.get(second) ?? 0) + 1);
    }
  }

  /** The rows from before a time are gone. */
  forgetBefore(time: Date): void {
    for (const second of this.#rowsPerSecond.keys()) {
      if (second * 1000 < time.getTime()) this.#rowsPerSecond.delete(second);
    }
  }

  get rowsPerSecond(): ReadonlyMap<number, number> {
    return this.#rowsPerSecond;
  }
}

/**
 * How many rows a table holds of each second, without reading it each time: counted once, and then told of every row
 * that is written. A row written again counts twice and a row written by another process not at all, so it is counted
 * anew now and then.
 */
export class RowCensus {
  #rowsPerSecond = new Map<number, number>();
  #rows = 0;
  #countedAt: Date | undefined;
  #limitedAt: Date | undefined;

  /** How many there are, as far as this process knows. */
  get rows(): number {
    return this.#rows;
  }

  /** Somebody in this process begins to take away what is too much. */
  limiting(now: Date): void {
    this.#limitedAt = now;
  }

  /** Whether that was less than so long ago. Else nobody does, or another process, which tells this one of nothing. */
  isLimitedSince(ms: number, now: Date): boolean {
    return this.#limitedAt !== undefined && now.getTime() - this.#limitedAt.getTime() < ms;
  }

  /** Whether the rows were last counted longer ago than that, or never. */
  isOlderThan(ms: number, now: Date): boolean {
    return this.#countedAt === undefined || now.getTime() - this.#countedAt.getTime() >= ms;
  }

  /** Begins anew with what a table holds: when its tweets were made, in ms since 1970. */
  async count(times: AsyncIterable<readonly number[]>, now: Date): Promise<void> {
    // Rows written meanwhile come from both sides: better too many than too few.
    this.#rowsPerSecond = new Map();
    this.#rows = 0;
    for await (const portion of times) this.add(portion);
    this.#countedAt = now;
  }

  add(times: readonly number[]): void {
    this.#rows += times.length;
    for (const time of times) {
      const second = Math.floor(time / 1000);
      this.#rowsPerSecond.set(second, (this.#rowsPerSecond.get(second) ?? 0) + 1);
    }
  }

  /** The rows from before a time are gone. */
  forgetBefore(time: Date): void {
    for (const [second, rows] of this.#rowsPerSecond) {
      if (second * 1000 >= time.getTime()) continue;
      this.#rowsPerSecond.delete(second);
      this.#rows -= rows;
    }
  }

  get rowsPerSecond(): ReadonlyMap<number, number> {
    return this.#rowsPerSecond;
  }
}

import type { RowKeys } from '../rowKeys.ts';
import { rowTime } from './rowTime.ts';

type Row = Pick<RowKeys, 'rowKey'>;
/** The keys of the rows of each second since 1970. */
type Seconds = Map<number, Set<string>>;

/**
 * Which rows a table holds of each second, without reading it each time: read once, and then told of every row that is
 * written. A row written again counts once. What another process writes or deletes is not known, so it is counted anew now
 * and then. Takes some 100 bytes a row.
 */
export class RowCensus {
  #seconds: Seconds = new Map();
  /** Of a count that is not complete. */
  #counting: Seconds | undefined;
  #countedAt: Date | undefined;
  #limitedAt: Date | undefined;

  /** How many there are, as far as this process knows. */
  get rows(): number {
    let rows = 0;
    for (const { size } of this.#seconds.values()) rows += size;
    return rows;
  }

  get rowsPerSecond(): ReadonlyMap<number, number> {
    return new Map([...this.#seconds].map(([second, { size }]) => [second, size]));
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

  /** Begins anew with what a table holds. A count that comes to no end changes nothing. */
  async count(rows: AsyncIterable<readonly Row[]>, now: Date): Promise<void> {
    const counting: Seconds = new Map();
    this.#counting = counting;
    try {
      for await (const portion of rows) addTo(counting, portion);
      this.#seconds = counting;
      this.#countedAt = now;
    } finally {
      this.#counting = undefined;
    }
  }

  add(rows: readonly Row[]): void {
    addTo(this.#seconds, rows);
    // The portion with their place may have been read already.
    if (this.#counting !== undefined) addTo(this.#counting, rows);
  }

  /** The rows from before a time are gone. */
  forgetBefore(time: Date): void {
    for (const second of this.#seconds.keys()) if (second * 1000 < time.getTime()) this.#seconds.delete(second);
  }
}

/** Rows with foreign keys are of no time, and never deleted. */
function addTo(seconds: Seconds, rows: readonly Row[]): void {
  for (const row of rows) {
    const time = rowTime(row);
    if (time === undefined) continue;
    const second = Math.floor(time / 1000);
    const known = seconds.get(second);
    if (known === undefined) seconds.set(second, new Set([row.rowKey]));
    else known.add(row.rowKey);
  }
}

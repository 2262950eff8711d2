import type { RowKeys } from '../rowKeys.ts';
import type { RunEnd } from '../storing/runEnd.ts';

/** Takes rows away. Everything may be asked for again: what is gone already is no fault. */
export interface TweetEraser {
  /**
   * Deletes the rows of what was made before `time`, oldest hours first, and gives how many after each portion. Rows
   * with foreign keys stay. Rejects when storage cannot be reached or used, or with the reason of `end`; what was deleted
   * until then stays so, and the next call goes on from there.
   */
  removeBefore(time: Date, end?: RunEnd): AsyncIterable<number>;
  /** The keys of all rows, in portions, also foreign ones. Rejects as `removeBefore` does. */
  keys(end?: RunEnd): AsyncIterable<readonly RowKeys[]>;
  /** Whether there is a row of that id, a tweet's or a text's. */
  has(id: string): Promise<boolean>;
  /** Deletes the row of that id; resolves with whether there was one. */
  remove(id: string): Promise<boolean>;
}

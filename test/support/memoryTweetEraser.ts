import { rowTime } from '../../src/pipeline/forgetting/rowTime.ts';
import type { TweetEraser } from '../../src/pipeline/forgetting/tweetEraser.ts';
import { type RowKeys, rowKeys } from '../../src/pipeline/rowKeys.ts';
import { type RunEnd, unending } from '../../src/pipeline/storing/runEnd.ts';

/** Rows in memory that can be taken away, two at a time; can be told to be down. */
export class MemoryTweetEraser implements TweetEraser {
  readonly rows = new Map<string, RowKeys>();
  down = false;

  add(...keys: readonly RowKeys[]): void {
    for (const row of keys) this.rows.set(keyOf(row), row);
  }

  async *removeBefore(time: Date, end: RunEnd = unending) {
    const old = [...this.rows]
      .toSorted()
      .filter(([, row]) => (rowTime(row) ?? Number.POSITIVE_INFINITY) < time.getTime());
    for (let start = 0; start < old.length; start += 2) {
      end.noNewRequests.throwIfAborted();
      if (this.down) throw new Error('Storage is down.');
      const portion = old.slice(start, start + 2);
      for (const [key] of portion) this.rows.delete(key);
      yield portion.length;
    }
  }

  async *keys(end: RunEnd = unending) {
    end.noNewRequests.throwIfAborted();
    if (this.down) throw new Error('Storage is down.');
    yield [...this.rows.values()];
  }

  async has(id: string) {
    return this.rows.has(keyOfId(id));
  }

  async remove(id: string) {
    return this.rows.delete(keyOfId(id));
  }
}

function keyOfId(id: string): string {
  const keys = rowKeys(id);
  return keys === undefined ? 'none' : keyOf(keys);
}

function keyOf({ partitionKey, rowKey }: RowKeys): string {
  return `${partitionKey}/${rowKey}`;
}

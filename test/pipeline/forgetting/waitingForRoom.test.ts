import { describe, expect, it } from '@jest/globals';
import { RowCensus } from '../../../src/pipeline/forgetting/rowCensus.ts';
import { waitingForRoom } from '../../../src/pipeline/forgetting/waitingForRoom.ts';
import { rowKeys } from '../../../src/pipeline/rowKeys.ts';
import { tweetIdAt } from '../../../src/pipeline/tweetId.ts';
import { aStoredTweet } from '../../support/aStoredTweet.ts';
import { MemoryTweetStore } from '../../support/memoryTweetStore.ts';

const start = Date.UTC(2026, 10, 20, 22);
const minute = 60_000;

/** A store with a limit of 1,000 rows. */
function aStore() {
  const [census, rows] = [new RowCensus(), new MemoryTweetStore()];
  let now = start;
  const store = waitingForRoom({ census, maxRows: 1_000, now: () => new Date(now) }, rows);
  const write = () => store.upsert([aStoredTweet()]);
  const later = (ms: number) => {
    now += ms;
  };
  return { census, write, later };
}

const rowAt = (timeMs: number, counter: number) => ({ rowKey: rowKeys(tweetIdAt(timeMs, counter))?.rowKey ?? '' });
/** Ten rows of each second. */
const rowsOf = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => rowAt(start + Math.floor((from + index) / 10) * 1_000, from + index));

describe('a store that waits for room', () => {
  it('takes nothing while there are far more rows than allowed, and says who makes room', async () => {
    const { census, write } = aStore();
    census.limiting(new Date(start));
    census.add(rowsOf(26_000));
    await write();
    census.add(rowsOf(1, 26_000));
    await expect(write()).rejects.toMatchObject({
      code: 'too-many-rows',
      message: expect.stringContaining('There are 26001 rows, and TWEET_MAX_ROWS is 1000. limitTweets makes room'),
    });
    census.forgetBefore(new Date(start + 1_000));
    await write();
  });

  it('does not wait where nobody makes room in this process, or not any more', async () => {
    const { census, write, later } = aStore();
    census.add(rowsOf(30_000));
    await write();
    census.limiting(new Date(start));
    later(5 * minute);
    await expect(write()).rejects.toMatchObject({ code: 'too-many-rows' });
    later(minute);
    await write();
  });

  it('does not wait for what nobody can delete: the newest second stays whole', async () => {
    const { census, write } = aStore();
    census.limiting(new Date(start));
    census.add(Array.from({ length: 30_000 }, (_, index) => rowAt(start, index)));
    await write();
  });
});

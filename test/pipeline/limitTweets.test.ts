import { expect, it } from '@jest/globals';
import { countedBy } from '../../src/pipeline/forgetting/countedBy.ts';
import { RowCensus } from '../../src/pipeline/forgetting/rowCensus.ts';
import { limitTweets } from '../../src/pipeline/limitTweets.ts';
import type { StoredTweet } from '../../src/pipeline/storedTweet.ts';
import { RunEndedError, unending } from '../../src/pipeline/storing/runEnd.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
import { aStoredTweet } from '../support/aStoredTweet.ts';
import { MemoryLog } from '../support/memoryLog.ts';
import { MemoryTweetEraser } from '../support/memoryTweetEraser.ts';

const start = Date.UTC(2026, 10, 20, 22);
const minute = 60_000;

/** A process with a limit of 55 rows, and what a table holds. */
function aProcess({ maxRows }: { readonly maxRows: number | undefined } = { maxRows: 55 }) {
  const [tweets, census, log] = [new MemoryTweetEraser(), new RowCensus(), new MemoryLog()];
  const store = countedBy(census, {
    upsert: async (rows) => {
      tweets.add(...rows);
      return [];
    },
  });
  const limit = (atMs = 0) =>
    limitTweets({ tweets, census, maxRows, now: () => new Date(start + atMs), log, end: unending });
  return { tweets, census, log, limit, store: (rows: readonly StoredTweet[]) => store.upsert(rows, unending) };
}

/** Ten rows of each second, from a second on. */
function tenASecond(seconds: number, from = 0): readonly StoredTweet[] {
  return Array.from({ length: seconds * 10 }, (_, index) =>
    aStoredTweet({ id: tweetIdAt(start + from * 1000 + index * 100, index) }),
  );
}

it('deletes the oldest rows where there are too many, to the second, and says so', async () => {
  const { tweets, log, limit } = aProcess();
  tweets.add(...tenASecond(9));
  await limit();
  expect(tweets.rows.size).toBe(50);
  expect(log.lines).toEqual(['Forgot 40 tweets from before 2026-11-20T22:00:04Z.']);
  tweets.removeBefore = () => {
    throw new Error('There was nothing left to remove.');
  };
  await limit(minute);
  expect([tweets.rows.size, log.lines.length]).toEqual([50, 1]);
});

it('counts what is written from then on, without reading the table again', async () => {
  const { tweets, limit, store } = aProcess();
  await store(tenASecond(5));
  await limit();
  tweets.keys = () => {
    throw new Error('The table was read again.');
  };
  await store(tenASecond(5, 5));
  await limit(59 * minute);
  expect(tweets.rows.size).toBe(50);
  await expect(limit(60 * minute)).rejects.toThrow('read again');
});

it('counts anew after an hour, so that rows written twice do not count twice for ever', async () => {
  const { tweets, log, limit, store } = aProcess();
  await limit();
  await store(tenASecond(4));
  await limit(60 * minute);
  await store(tenASecond(1, 4));
  await limit(61 * minute);
  expect([tweets.rows.size, log.lines]).toEqual([50, []]);
});

it('counts again when a count came to no end', async () => {
  const { tweets, limit, store } = aProcess();
  await store(tenASecond(9));
  tweets.down = true;
  await expect(limit()).rejects.toThrow('down');
  tweets.down = false;
  await limit(minute);
  expect(tweets.rows.size).toBe(50);
});

it('counts a row once, however often its batch comes again: else it would delete what is within the limit', async () => {
  const { tweets, census, limit, store } = aProcess();
  await limit();
  for (let attempt = 0; attempt < 20; attempt += 1) await store(tenASecond(4));
  await limit(minute);
  expect([tweets.rows.size, census.rows]).toEqual([40, 40]);
});

it('counts what is written while it counts', async () => {
  const { tweets, census, limit, store } = aProcess();
  tweets.add(...tenASecond(1));
  const keys = tweets.keys.bind(tweets);
  tweets.keys = async function* (end) {
    yield* keys(end);
    await store(tenASecond(1, 1));
  };
  await limit();
  expect(census.rows).toBe(20);
  tweets.keys = keys;
  await limit(60 * minute);
  expect(census.rows).toBe(20);
});

it('keeps nobody waiting where the rows cannot be counted in time, and says that there is no limit', async () => {
  const { tweets, census, log, limit } = aProcess();
  tweets.add(...tenASecond(9));
  tweets.keys = async function* () {
    yield [...tweets.rows.values()];
    throw new RunEndedError('run-too-long', 'x');
  };
  await limit();
  expect([census.rows, census.isLimitedSince(minute, new Date(start))]).toEqual([0, false]);
  expect([tweets.rows.size, log.errors]).toEqual([
    90,
    ['TWEET_MAX_ROWS is not held: time was up before the rows were counted.'],
  ]);
});

it('lets those who write know that somebody deletes', async () => {
  const { census, limit } = aProcess();
  expect(census.isLimitedSince(minute, new Date(start))).toBe(false);
  await limit();
  expect(census.isLimitedSince(minute, new Date(start))).toBe(true);
});

it('reads nothing without a limit', async () => {
  const { tweets, limit } = aProcess({ maxRows: undefined });
  tweets.down = true;
  await limit();
});

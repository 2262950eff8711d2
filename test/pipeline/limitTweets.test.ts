import { expect, it } from '@jest/globals';
import { limitTweets } from '../../src/pipeline/limitTweets.ts';
import { rowKeys } from '../../src/pipeline/rowKeys.ts';
import { unending } from '../../src/pipeline/storing/runEnd.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
import { MemoryLog } from '../support/memoryLog.ts';
import { MemoryTweetEraser } from '../support/memoryTweetEraser.ts';

const now = Date.UTC(2026, 10, 20, 22);

function tenASecond(seconds: number): MemoryTweetEraser {
  const tweets = new MemoryTweetEraser();
  for (let index = 0; index < seconds * 10; index++) {
    const keys = rowKeys(tweetIdAt(now + index * 100, index));
    if (keys) tweets.add(keys);
  }
  return tweets;
}

it('deletes the oldest rows where there are too many, to the second, and says so', async () => {
  const [tweets, log] = [tenASecond(9), new MemoryLog()];
  await limitTweets({ tweets, maxRows: 55, log, end: unending });
  expect(tweets.rows.size).toBe(50);
  expect(log.lines).toEqual(['Forgot 40 tweets from before 2026-11-20T22:00:04Z.']);
  await limitTweets({ tweets, maxRows: 55, log, end: unending });
  expect([tweets.rows.size, log.lines.length]).toEqual([50, 1]);
});

it('reads nothing without a limit', async () => {
  const tweets = tenASecond(1);
  tweets.down = true;
  await limitTweets({ tweets, maxRows: undefined, log: new MemoryLog(), end: unending });
  await expect(limitTweets({ tweets, maxRows: 1, log: new MemoryLog(), end: unending })).rejects.toThrow('down');
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import { forgetTweets } from '../../src/pipeline/forgetTweets.ts';
import { rowKeys } from '../../src/pipeline/rowKeys.ts';
import { type RunEnd, RunEndedError, unending } from '../../src/pipeline/storing/runEnd.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
import { aDeadLetter } from '../support/aDeadLetter.ts';
import { MemoryDeadLetterStore } from '../support/memoryDeadLetterStore.ts';
import { MemoryLog } from '../support/memoryLog.ts';
import { MemoryTweetEraser } from '../support/memoryTweetEraser.ts';

const hour = 3_600_000;
const now = new Date('2026-11-20T22:15:00Z');
/** 2026-11-20T16:00Z: six whole hours before the hour of now. */
const before = Date.UTC(2026, 10, 20, 16);
let tweets: MemoryTweetEraser;
let deadLetters: MemoryDeadLetterStore;
let log: MemoryLog;

beforeEach(() => {
  tweets = new MemoryTweetEraser();
  deadLetters = new MemoryDeadLetterStore();
  log = new MemoryLog();
});

const forget = (end: RunEnd = unending) =>
  forgetTweets({ tweets, deadLetters, log, end, retentionHours: 6, now: () => now });

function addTweets(...times: readonly number[]): void {
  for (const [index, time] of times.entries()) {
    const keys = rowKeys(tweetIdAt(time, index));
    if (keys) tweets.add(keys);
  }
}

const letterAt = (ms: number) => aDeadLetter({ sequenceNumber: ms % 1000, enqueuedTime: new Date(ms) });

describe('forgetting tweets', () => {
  it('deletes whole hours older than the retention, and dead letters of that age', async () => {
    addTweets(before - 1, before - 30 * 24 * hour, before, now.getTime());
    await deadLetters.write([letterAt(before - 1), letterAt(before)]);
    await forget();
    expect([tweets.rows.size, [...deadLetters.letters.keys()]]).toEqual([2, [letterAt(before).name]]);
    expect(log.lines).toEqual(['Forgot 2 tweets and 1 dead letter from before 2026-11-20T16:00Z.']);
  });

  it('finds nothing the second time, and says nothing', async () => {
    addTweets(before - 1);
    await forget();
    await forget();
    expect(log.lines).toEqual(['Forgot 1 tweet from before 2026-11-20T16:00Z.']);
  });

  it('leaves off when its time is up, says so, and goes on in the next run', async () => {
    addTweets(...Array.from({ length: 6 }, (_, index) => before - index - 1));
    const controller = new AbortController();
    const end = { noNewRequests: controller.signal, noRequests: controller.signal };
    const after = tweets.removeBefore.bind(tweets);
    tweets.removeBefore = async function* (time, runEnd) {
      for await (const count of after(time, runEnd)) {
        yield count;
        controller.abort(new RunEndedError('run-too-long', 'x'));
      }
    };
    await forget(end);
    expect(log.lines).toEqual(['Forgot 2 tweets from before 2026-11-20T16:00Z. Time was up; the next run goes on.']);
    await forget();
    expect(tweets.rows.size).toBe(0);
  });

  it('fails while storage is down, so that somebody sees it', async () => {
    addTweets(before - 1);
    tweets.down = true;
    await expect(forget()).rejects.toThrow('Storage is down.');
    tweets.down = false;
    deadLetters.down = true;
    await expect(forget()).rejects.toThrow('Storage is down.');
    expect(log.lines).toEqual(['Forgot 1 tweet from before 2026-11-20T16:00Z.']);
  });

  it('does not keep dead letters because rows cannot be deleted', async () => {
    addTweets(before - 1);
    await deadLetters.write([letterAt(before - 1)]);
    tweets.down = true;
    await expect(forget()).rejects.toThrow('Storage is down.');
    expect([deadLetters.letters.size, tweets.rows.size]).toEqual([0, 1]);
    deadLetters.down = true;
    await expect(forget()).rejects.toThrow('Storage is down.');
    expect(log.errors).toEqual(['Storage is down.']);
  });

  it('gives the end of its run to both stores', async () => {
    const given: (RunEnd | undefined)[] = [];
    const [list, remove] = [deadLetters.list.bind(deadLetters), deadLetters.remove.bind(deadLetters)];
    Object.assign(deadLetters, {
      list: (prefix: string, end?: RunEnd) => {
        given.push(end);
        return list(prefix);
      },
      remove: (names: readonly string[], end?: RunEnd) => {
        given.push(end);
        return remove(names);
      },
    });
    await deadLetters.write([letterAt(before - 1)]);
    await forget();
    expect(given).toEqual([unending, unending]);
  });
});

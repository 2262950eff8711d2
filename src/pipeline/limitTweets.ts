import { ceilingTime } from './forgetting/ceilingTime.ts';
import { forgottenLine } from './forgetting/forgottenLine.ts';
import type { TweetEraser } from './forgetting/tweetEraser.ts';
import type { Log } from './log.ts';
import { type RunEnd, RunEndedError } from './storing/runEnd.ts';

export interface LimitTweets {
  readonly tweets: Pick<TweetEraser, 'removeBefore' | 'times'>;
  /** undefined = no limit: then nothing is read. */
  readonly maxRows: number | undefined;
  readonly log: Log;
  readonly end: RunEnd;
}

/**
 * Deletes the oldest rows where there are more than a store can hold, to the second. Rejects when storage is down, but
 * not when time is up: the next run goes on.
 */
export async function limitTweets({ tweets, maxRows, log, end }: LimitTweets): Promise<void> {
  if (maxRows === undefined) return;
  const forgotten = { rows: 0, letters: 0 };
  try {
    const time = ceilingTime(await rowsPerSecond(tweets, end), maxRows);
    if (time === undefined) return;
    const before = new Date(time);
    try {
      for await (const count of tweets.removeBefore(before, end)) forgotten.rows += count;
    } finally {
      log.log(forgottenLine(forgotten, before, !end.noNewRequests.aborted));
    }
  } catch (error) {
    if (!(error instanceof RunEndedError)) throw error;
  }
}

async function rowsPerSecond(tweets: Pick<TweetEraser, 'times'>, end: RunEnd): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for await (const times of tweets.times(end)) {
    for (const time of times) {
      const second = Math.floor(time / 1000);
      counts.set(second, (counts.get(second) ?? 0) + 1);
    }
  }
  return counts;
}

import { ceilingTime } from './forgetting/ceilingTime.ts';
import { forgottenLine } from './forgetting/forgottenLine.ts';
import type { RowCensus } from './forgetting/rowCensus.ts';
import type { TweetEraser } from './forgetting/tweetEraser.ts';
import type { Log } from './log.ts';
import { type RunEnd, RunEndedError } from './storing/runEnd.ts';

export interface LimitTweets {
  readonly tweets: Pick<TweetEraser, 'removeBefore' | 'times'>;
  /** Of the rows that this process writes; counted here. */
  readonly census: RowCensus;
  /** undefined = no limit: then nothing is read. */
  readonly maxRows: number | undefined;
  readonly now: () => Date;
  readonly log: Log;
  readonly end: RunEnd;
}

const countEveryMs = 3_600_000;

/**
 * Deletes the oldest rows where there are more than a store can hold, to the second. Reads the table once an hour only.
 * Rejects when storage is down, but not when time is up: the next run goes on.
 */
export async function limitTweets({ tweets, census, maxRows, now, log, end }: LimitTweets): Promise<void> {
  if (maxRows === undefined) return;
  census.limiting(now());
  const forgotten = { rows: 0, letters: 0 };
  try {
    if (census.isOlderThan(countEveryMs, now())) await census.count(tweets.times(end), now());
    const time = ceilingTime(census.rowsPerSecond, maxRows);
    if (time === undefined) return;
    const before = new Date(time);
    try {
      for await (const count of tweets.removeBefore(before, end)) forgotten.rows += count;
      census.forgetBefore(before);
    } finally {
      if (forgotten.rows > 0) log.log(forgottenLine(forgotten, before, end.noNewRequests.aborted));
    }
  } catch (error) {
    if (!(error instanceof RunEndedError)) throw error;
  }
}

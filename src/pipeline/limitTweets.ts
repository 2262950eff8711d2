import { ceilingTime } from './forgetting/ceilingTime.ts';
import { forgottenLine } from './forgetting/forgottenLine.ts';
import type { RowCensus } from './forgetting/rowCensus.ts';
import type { TweetEraser } from './forgetting/tweetEraser.ts';
import type { Log } from './log.ts';
import { type RunEnd, RunEndedError } from './storing/runEnd.ts';

export interface LimitTweets {
  readonly tweets: Pick<TweetEraser, 'removeBefore' | 'keys'>;
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
export async function limitTweets(run: LimitTweets): Promise<void> {
  const { maxRows, census, now, log } = run;
  if (maxRows === undefined || !(await isCounted(run))) return;
  // Only from here on: who waits for room would wait for ever where the rows cannot even be counted.
  census.limiting(now());
  const time = ceilingTime(census.rowsPerSecond, maxRows);
  if (time === undefined) return;
  const before = new Date(time);
  const forgotten = { rows: 0, letters: 0 };
  const isDone = await untilTimeIsUp(() => remove(before, forgotten, run)).finally(() => {
    if (forgotten.rows > 0) log.log(forgottenLine(forgotten, before, run.end.noNewRequests.aborted));
  });
  if (isDone) census.forgetBefore(before);
}

async function isCounted({ tweets, census, now, log, end }: LimitTweets): Promise<boolean> {
  if (!census.isOlderThan(countEveryMs, now())) return true;
  const isDone = await untilTimeIsUp(() => census.count(tweets.keys(end), now()));
  if (!isDone) log.error('TWEET_MAX_ROWS is not held: time was up before the rows were counted.');
  return isDone;
}

async function remove(before: Date, forgotten: { rows: number }, { tweets, end }: LimitTweets): Promise<void> {
  for await (const count of tweets.removeBefore(before, end)) forgotten.rows += count;
}

/** Resolves with whether the work came to its end. */
async function untilTimeIsUp(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof RunEndedError) return false;
    throw error;
  }
}

import type { DeadLetterArchive } from './deadLetters/deadLetterArchive.ts';
import { type Forgotten, forgottenLine } from './forgetting/forgottenLine.ts';
import type { TweetEraser } from './forgetting/tweetEraser.ts';
import type { Log } from './log.ts';
import { type RunEnd, RunEndedError } from './storing/runEnd.ts';

const hourMs = 3_600_000;

export interface ForgetTweets {
  readonly tweets: Pick<TweetEraser, 'removeBefore'>;
  readonly deadLetters: Pick<DeadLetterArchive, 'list' | 'remove'>;
  readonly retentionHours: number;
  readonly now: () => Date;
  readonly log: Log;
  readonly end: RunEnd;
}

/**
 * Deletes the rows of whole UTC hours that are older than the retention, and dead letters of that age. What a run does
 * not come to, the next one does: nothing has to be remembered, since what is deleted is gone. Rejects when storage is
 * down, but not when time is up.
 */
export async function forgetTweets(run: ForgetTweets): Promise<void> {
  const before = new Date(Math.floor((run.now().getTime() - run.retentionHours * hourMs) / hourMs) * hourMs);
  const forgotten: Forgotten = { rows: 0, letters: 0 };
  // Side by side: rows that take all of every run must not keep the letters for ever, nor one store's failure the other's.
  const outcomes = await Promise.allSettled([
    removeRows(before, run, forgotten),
    removeLetters(before, run, forgotten),
  ]);
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }): unknown => reason);
  const isTimeUp = failures.some((failure) => failure instanceof RunEndedError);
  if (forgotten.rows + forgotten.letters > 0 || isTimeUp) run.log.log(forgottenLine(forgotten, before, isTimeUp));
  const [failure, other] = failures.filter((each) => !(each instanceof RunEndedError));
  if (other instanceof Error) run.log.error(other.message);
  if (failure !== undefined) throw failure;
}

async function removeRows(before: Date, { tweets, end }: ForgetTweets, forgotten: Forgotten): Promise<void> {
  for await (const count of tweets.removeBefore(before, end)) forgotten.rows += count;
}

/** A letter is as old as the event in it: of one that was replayed, as old as the event was at first. */
async function removeLetters(before: Date, { deadLetters, end }: ForgetTweets, forgotten: Forgotten): Promise<void> {
  for await (const letters of deadLetters.list('', end)) {
    const old = letters.filter(({ place }) => place.enqueuedTime < before).map(({ name }) => name);
    await deadLetters.remove(old, end);
    forgotten.letters += old.length;
  }
}

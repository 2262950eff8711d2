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
  const tell = (isDone: boolean) => {
    if (forgotten.rows + forgotten.letters > 0 || !isDone) run.log.log(forgottenLine(forgotten, before, isDone));
  };
  try {
    for await (const count of run.tweets.removeBefore(before, run.end)) forgotten.rows += count;
    for await (const count of removeLetters(before, run)) forgotten.letters += count;
    tell(true);
  } catch (error) {
    tell(false);
    if (!(error instanceof RunEndedError)) throw error;
  }
}

/** A letter is as old as the event in it: of one that was replayed, as old as the event was at first. */
async function* removeLetters(before: Date, { deadLetters, end }: ForgetTweets): AsyncGenerator<number> {
  for await (const letters of deadLetters.list('')) {
    end.noNewRequests.throwIfAborted();
    const old = letters.filter(({ place }) => place.enqueuedTime < before);
    await deadLetters.remove(old.map(({ name }) => name));
    yield old.length;
  }
}

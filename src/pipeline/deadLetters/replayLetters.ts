import type { TweetPublisher } from '../publishTweets.ts';
import type { TweetEvent } from '../tweetEvent.ts';
import type { DeadLetterArchive, LetterEntry, OpenedLetter } from './deadLetterArchive.ts';
import { replayEvent } from './replayEvent.ts';
import type { Selected } from './selectLetters.ts';

/** An event that failed so often will fail again. */
export const mostAttempts = 3;

export type ReplayOutcome =
  | 'replayed'
  /** There is no letter of that id, or not any more: its row may be there already. */
  | 'not-found'
  /** It was replayed before, and the function has not said yet what became of it. */
  | 'on-its-way'
  /** It failed three times. */
  | 'given-up'
  /** With the properties of a replay it is larger than the hub's largest message. */
  | 'too-large';

export interface ReplayedLetter {
  readonly id: string;
  readonly outcome: ReplayOutcome;
}

export interface ReplayLetters {
  readonly letters: Pick<DeadLetterArchive, 'read' | 'markReplayed'>;
  readonly publisher: TweetPublisher;
  readonly now: () => Date;
  /** Replays also what is on its way or was given up. */
  readonly force: boolean;
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean;
}

/** An event may hold 1 MB. */
const lettersAtOnce = 25;

/**
 * Publishes the events of letters again, each tied to its letter, which stays, marked, until `storeTweets` has made the
 * event a row and removes it, or writes it again with one more attempt. Marked after the hub has taken the event, so
 * that nothing counts as replayed that was not sent; interrupted in between, an event is sent twice, which ends in the
 * same row or the same letter.
 */
export async function* replayLetters(
  portions: AsyncIterable<readonly Selected[]>,
  options: ReplayLetters,
): AsyncGenerator<readonly ReplayedLetter[]> {
  for await (const portion of portions) {
    for (let start = 0; start < portion.length; start += lettersAtOnce) {
      yield await replayPortion(portion.slice(start, start + lettersAtOnce), options);
    }
  }
}

async function replayPortion(portion: readonly Selected[], options: ReplayLetters): Promise<readonly ReplayedLetter[]> {
  const judged = portion.map(({ id, entry }) => ({ id, entry, skipped: reasonToSkip(entry, options.force) }));
  const wanted = judged.flatMap(({ entry, skipped }) => (entry && skipped === undefined ? [entry] : []));
  const outcomes = options.dryRun ? wouldBeReplayed(wanted) : await replay(wanted, options);
  return judged.map(({ id, entry, skipped }) => ({
    id,
    outcome: skipped ?? outcomes.get(entry?.name ?? '') ?? 'not-found',
  }));
}

function wouldBeReplayed(entries: readonly LetterEntry[]): ReadonlyMap<string, ReplayOutcome> {
  return new Map(entries.map(({ name }) => [name, 'replayed']));
}

function reasonToSkip(entry: LetterEntry | undefined, force: boolean): ReplayOutcome | undefined {
  if (entry === undefined) return 'not-found';
  if (force) return undefined;
  if (entry.replayedTime !== undefined) return 'on-its-way';
  return entry.attempt >= mostAttempts ? 'given-up' : undefined;
}

/** What became of the letters, by their names. A letter that is gone by now is left out. */
async function replay(entries: readonly LetterEntry[], { letters, publisher, now }: ReplayLetters) {
  const opened = (await Promise.all(entries.map(({ name }) => letters.read(name)))).filter(
    (each) => each !== undefined,
  );
  const events = new Map<TweetEvent, OpenedLetter>(opened.map((letter) => [replayEvent(letter.content), letter]));
  const { tooLarge } = await publisher.publish([...events.keys()]);
  const sent = [...events].filter(([event]) => !tooLarge.includes(event)).map(([, letter]) => letter);
  const time = now();
  await Promise.all(sent.map((letter) => letters.markReplayed(letter, time)));
  const replayed = new Set(sent);
  return new Map<string, ReplayOutcome>(
    opened.map((letter) => [letter.name, replayed.has(letter) ? 'replayed' : 'too-large']),
  );
}

import type { DeadLetterArchive, LetterEntry } from '../deadLetters/deadLetterArchive.ts';
import { textId } from '../textId.ts';
import { idsIn } from './idsIn.ts';
import type { TweetEraser } from './tweetEraser.ts';

export interface ForgetIds {
  readonly tweets: Pick<TweetEraser, 'has' | 'remove'>;
  readonly deadLetters: Pick<DeadLetterArchive, 'list' | 'read' | 'remove'>;
  /** Says what would be deleted, and deletes nothing. */
  readonly dryRun: boolean;
  /** Called now and then with the number of letters looked at. */
  readonly onLetters: (lookedAt: number) => void;
}

/** What there was of an id, and is not any more. */
export interface ForgottenId {
  readonly id: string;
  readonly row: boolean;
  /** Names of dead letters that hold it. */
  readonly letters: readonly string[];
}

/** An event may hold 1 MB. */
const lettersAtOnce = 8;

/**
 * Deletes tweets by their ids, or bare texts by theirs: their rows, and every dead letter whose body names one of them,
 * in whatever form. What the hub still holds of them is not touched, and would be stored again if it were read again.
 */
export async function forgetIds(ids: readonly string[], options: ForgetIds): Promise<readonly ForgottenId[]> {
  const { tweets, deadLetters, dryRun } = options;
  const rows = new Map<string, boolean>();
  for (const id of ids) rows.set(id, dryRun ? await tweets.has(id) : await tweets.remove(id));
  const letters = await lettersOf(new Set(ids), options);
  if (!dryRun) await deadLetters.remove([...letters.keys()]);
  return [...rows].map(([id, row]) => ({
    id,
    row,
    letters: [...letters].flatMap(([name, held]) => (held.has(id) ? [name] : [])),
  }));
}

/** The letters that hold any of the ids, and which. */
async function lettersOf(ids: ReadonlySet<string>, { deadLetters, onLetters }: ForgetIds) {
  const found = new Map<string, ReadonlySet<string>>();
  let lookedAt = 0;
  for await (const entries of deadLetters.list('')) {
    for (let start = 0; start < entries.length; start += lettersAtOnce) {
      const some = entries.slice(start, start + lettersAtOnce);
      const held = await Promise.all(some.map((entry) => idsOf(entry, ids, deadLetters)));
      some.forEach(({ name }, index) => {
        const of = held[index];
        if (of !== undefined && of.size > 0) found.set(name, of);
      });
      lookedAt += some.length;
      onLetters(lookedAt);
    }
  }
  return found;
}

async function idsOf(
  { name, place }: LetterEntry,
  ids: ReadonlySet<string>,
  deadLetters: Pick<DeadLetterArchive, 'read'>,
): Promise<ReadonlySet<string>> {
  const letter = await deadLetters.read(name);
  const named = letter ? idsIn(Buffer.from(letter.content.body, 'base64')) : [];
  return new Set([...named, textId(place)].filter((id) => ids.has(id)));
}

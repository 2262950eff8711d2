import type { DeadLetterContent } from '../pipeline/deadLetter.ts';
import { bodyDigest } from '../pipeline/deadLetters/bodyDigest.ts';
import type { LetterEntry } from '../pipeline/deadLetters/deadLetterArchive.ts';
import { type LetterPlace, parseLetterName } from '../pipeline/deadLetters/letterName.ts';
import { isReason } from '../pipeline/reasons.ts';

type Metadata = Readonly<Record<string, string>>;

/** What is to be told of a letter without reading it stands in the blob's metadata too, in small letters: storage keeps no case. */
export function letterMetadata(letter: DeadLetterContent): Record<string, string> {
  const { reason, attempt, deadLetteredTime, body } = letter;
  const bodydigest = bodyDigest(Buffer.from(body, 'base64'));
  return { reason, attempt: String(attempt), deadletteredtime: deadLetteredTime, bodydigest };
}

export function replayedMetadata(letter: DeadLetterContent, time: Date): Record<string, string> {
  return { ...letterMetadata(letter), replayedtime: time.toISOString() };
}

/** The entry of a blob; undefined where the metadata does not tell, as on a letter that was copied without it. */
export function letterEntry(name: string, bytes: number, metadata: Metadata = {}): LetterEntry | undefined {
  const place = parseLetterName(name);
  const { reason } = metadata;
  const [attempt, deadLetteredTime] = [Number(metadata.attempt), timeOf(metadata.deadletteredtime)];
  if (!isReason(reason) || !Number.isSafeInteger(attempt) || place === undefined) return undefined;
  if (deadLetteredTime === undefined) return undefined;
  return { name, place, reason, attempt, deadLetteredTime, replayedTime: timeOf(metadata.replayedtime), bytes };
}

/** The entry by the letter itself, which knows all but whether it was replayed. */
export function entryOfContent(
  place: LetterPlace,
  name: string,
  content: DeadLetterContent,
  bytes: number,
): LetterEntry {
  const { reason, attempt, deadLetteredTime } = content;
  return {
    ...{ name, place, reason, attempt, bytes },
    deadLetteredTime: new Date(deadLetteredTime),
    replayedTime: undefined,
  };
}

function timeOf(text: string | undefined): Date | undefined {
  return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : new Date(text);
}

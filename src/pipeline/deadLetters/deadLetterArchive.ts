import type { DeadLetterContent } from '../deadLetter.ts';
import type { Reason } from '../reasons.ts';
import type { RunEnd } from '../storing/runEnd.ts';
import type { LetterPlace } from './letterName.ts';

/** What is known of a letter without reading it. */
export interface LetterEntry {
  readonly name: string;
  readonly place: LetterPlace;
  readonly reason: Reason;
  /** How often its event was tried. */
  readonly attempt: number;
  readonly deadLetteredTime: Date;
  /** Since when its event is on its way once more. */
  readonly replayedTime: Date | undefined;
  /** Of the letter, which is about 4/3 of its event's. */
  readonly bytes: number;
}

/** A letter as it was read. */
export interface OpenedLetter {
  readonly name: string;
  readonly content: DeadLetterContent;
  /** Another one once the letter is written again, or marked. */
  readonly version: string;
}

/** Letters that people look at, replay and discard. */
export interface DeadLetterArchive {
  /**
   * Letters whose name begins with `prefix`, in the order of their names, in portions. Leaves out what is no letter, by
   * its name or its content. Rejects with the reason of `end`, as `remove` does.
   */
  list(prefix: string, end?: RunEnd): AsyncIterable<readonly LetterEntry[]>;
  /** undefined where there is no letter of that name. */
  find(name: string): Promise<LetterEntry | undefined>;
  read(name: string): Promise<OpenedLetter | undefined>;
  /**
   * Marks a letter as replayed. Leaves alone a letter that was written since it was read, since that tells how the replay
   * went, and one that is gone, since then its row is there.
   */
  markReplayed(letter: OpenedLetter, time: Date): Promise<void>;
  /** Resolves when none of them is there any more; those that were not are no fault. */
  remove(names: readonly string[], end?: RunEnd): Promise<void>;
}

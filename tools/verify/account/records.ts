import type { Position } from './byPosition.ts';
import type { Findings } from './findings.ts';

/** An event as it stands in the hub's log. */
export interface LogEntry extends Position {
  readonly enqueuedMs: number;
  /** Of the tweet or text in it; undefined when it holds neither, and can only be a dead letter. */
  readonly id: string | undefined;
  /** The `rowFingerprint` of the row that is due; 0 when it holds neither. */
  readonly row: number;
  /** The `letterFingerprint` of its dead letter, if it has to be one. */
  readonly letter: number;
  /** The sender's number of it, where the sender was ours. */
  readonly sendNumber: number | undefined;
}

export interface StoredRow extends Position {
  readonly id: string;
  /** Its `rowFingerprint`. */
  readonly content: number;
}

export interface StoredLetter extends Position {
  readonly enqueuedMs: number;
  /** Why it is one, as its metadata says. */
  readonly reason: string | undefined;
  /** Its `letterFingerprint`; 0 when it is damaged. */
  readonly content: number;
}

/** What the account comes to. */
export interface Balance {
  readonly events: number;
  readonly rows: number;
  readonly deadLetters: number;
  /** Entries whose id came before. */
  readonly repeated: number;
  /** Entries with neither row nor dead letter, and acknowledged sends that are not in the log. */
  readonly missing: Findings;
  /** Ids with two rows; positions with two dead letters, or with a row and a dead letter. */
  readonly duplicate: Findings;
  /** Rows and dead letters of no event, or that name the place of another one: what nobody sent, or no true provenance. */
  readonly stray: Findings;
  /** Rows and dead letters that hold something else than their event. */
  readonly altered: Findings;
  /** Rows of an event of which their partition has a later version, which should have won. */
  readonly outdated: Findings;
  /** Events that became something else than the sender expected: a row, where it said nothing of a tweet or text. */
  readonly unexpected: Findings;
}

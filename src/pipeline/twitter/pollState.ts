import type { Pause } from './pause.ts';
import { idAt } from './snowflake.ts';
import { unknownClock } from './xClock.ts';

/** Ids not yet read, though ids above them are: `lo` < id < `hi`. */
export interface Hole {
  readonly lo: bigint;
  readonly hi: bigint;
}

/** Ids that were not read and that X gives no more: `after` < id ≤ `upTo`. */
export interface Gap {
  readonly after: bigint;
  readonly upTo: bigint;
}

export interface FoundGap extends Gap {
  /** ms since 1970. */
  readonly foundMs: number;
}

/** How far a query has been read. */
export interface Position {
  /** Every id up to here is published, except inside the hole. */
  readonly cursor: bigint;
  readonly hole?: Hole | undefined;
}

/** What the source knows of its query between runs. */
export interface PollState extends Position {
  readonly query: string;
  /** Published ids that X may give again. */
  readonly sent: ReadonlySet<bigint>;
  readonly pause?: Pause | undefined;
  /** The latest, oldest first. */
  readonly gaps: readonly FoundGap[];
  readonly lastError?: LastError | undefined;
  /** When a run last read all that there was, in ms since 1970. */
  readonly upToDateMs?: number | undefined;
}

export interface LastError {
  readonly timeMs: number;
  readonly message: string;
}

export const gapsKept = 20;

/**
 * The state before the first run, which reads what is so many minutes old, and a quarter of an hour more: X's clock is
 * not known yet, and a cursor in its future would pass over posts.
 */
export function firstState(query: string, nowMs: number, minutes: number): PollState {
  return { query, cursor: idAt(nowMs + unknownClock.lowMs - minutes * 60_000), sent: new Set(), gaps: [] };
}

/** Whether nothing was read yet, so that the cursor is that of the first state. */
export function isUnread({ sent, upToDateMs }: PollState): boolean {
  return sent.size === 0 && upToDateMs === undefined;
}

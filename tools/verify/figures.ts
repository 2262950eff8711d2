import type { Findings } from './account/findings.ts';
import type { LatencyFigures } from './account/latencies.ts';
import type { Balance } from './account/records.ts';
import type { Timings } from './account/timings.ts';
import type { FaultKind } from './faults/fault.ts';
import type { FaultCount } from './plan/faultTally.ts';

/** What `--json` prints, in this order and nothing else. */
export interface Figures {
  /** Entries of the hub's log. */
  readonly events: number;
  readonly rows: number;
  readonly deadLetters: number;
  /** Entries whose id came before. */
  readonly repeated: number;
  /** Entries with neither row nor dead letter, and acknowledged sends that are not in the log. */
  readonly missing: number;
  readonly duplicate: number;
  /** Batches that skip forward over unhandled sequence numbers. */
  readonly outOfOrder: number;
  /** Enqueued to first acknowledged write. */
  readonly latencyMs: LatencyFigures;
  readonly eventsPerSecond: number;
  readonly faults: Readonly<Partial<Record<FaultKind, FaultCount>>>;
}

/** What one run has come to, with what only people read. */
export interface Outcome extends Timings {
  readonly balance: Balance;
  readonly skips: Findings;
  readonly skipsByPartition: ReadonlyMap<string, number>;
  /** By the built `publishTweets`, and in how many of the runs that were asked for. */
  readonly published: { readonly tweets: number; readonly runs: number; readonly asked: number };
  readonly faults: ReadonlyMap<FaultKind, FaultCount>;
  /** What went wrong besides: a part that ended, a standstill, events that could not be sent. */
  readonly troubles: readonly string[];
}

export function figuresOf({ balance, skips, latency, spanMs, faults }: Outcome): Figures {
  const { events, rows, deadLetters, repeated, missing, duplicate } = balance;
  return {
    events,
    rows,
    deadLetters,
    repeated,
    missing: missing.count,
    duplicate: duplicate.count,
    outOfOrder: skips.count,
    latencyMs: latency,
    eventsPerSecond: spanMs === 0 ? 0 : Math.round((events * 1_000) / spanMs),
    faults: Object.fromEntries(faults),
  };
}

/** Whether every event is one row or one dead letter, and every kind of fault that was asked for was injected. */
export function isSound({ balance, faults, troubles }: Outcome): boolean {
  const { missing, duplicate, stray, altered, outdated, unexpected } = balance;
  const isInjected = [...faults.values()].every(({ injected }) => injected > 0);
  const isRight = [missing, duplicate, stray, altered, outdated, unexpected].every(({ count }) => count === 0);
  return isRight && isInjected && troubles.length === 0;
}

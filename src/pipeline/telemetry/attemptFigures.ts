import type { BatchFigures } from './batchFigures.ts';

/**
 * What `attempt={…}` holds: one attempt at a batch that failed, so that it comes again. Without this line a batch that
 * never succeeds would be told of by nobody. Names and units as in BatchFigures.
 */
export interface AttemptFigures
  extends Pick<
    BatchFigures,
    | 'v'
    | 'fn'
    | 'hub'
    | 'partition'
    | 'firstSeq'
    | 'lastSeq'
    | 'received'
    | 'transactions'
    | 'throttled'
    | 'retries'
    | 'attempt'
    | 'batchMs'
  > {
  /** When the hub took the oldest event of the batch: ISO 8601, UTC. */
  readonly oldestEnqueued: string | null;
  /** Code or name of the error, never its text. */
  readonly why: string;
}

const fields = {
  v: true,
  fn: true,
  hub: true,
  partition: true,
  firstSeq: true,
  lastSeq: true,
  received: true,
  transactions: true,
  throttled: true,
  retries: true,
  attempt: true,
  batchMs: true,
  oldestEnqueued: true,
  why: true,
} satisfies Record<keyof AttemptFigures, true>;

export const attemptFields: readonly string[] = Object.keys(fields);

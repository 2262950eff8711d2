import type { Reason } from '../reasons.ts';

/**
 * What `batch={…}` holds: one stored batch. Queries read these names, and a test holds them to it. Counts are events,
 * unless said otherwise; times are ms and never below 0, since hub and function go by two clocks.
 */
export interface BatchFigures {
  /** Of this format. */
  readonly v: 1;
  readonly fn: 'storeTweets';
  readonly hub: string;
  readonly partition: string;
  /** null for a batch of nothing, which the host never gives. */
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  /** `written`, `duplicates` and `deadLettered` together, or something is unaccounted for. */
  readonly received: number;
  /** Rows that storage has acknowledged. */
  readonly written: number;
  /** Events whose tweet the batch holds again. A redelivery is none: it writes its row once more. */
  readonly duplicates: number;
  readonly deadLettered: number;
  readonly reasons: Readonly<Partial<Record<Reason, number>>>;
  /** Requests for Table storage, answered or not. */
  readonly transactions: number;
  /** Answers 429, 500 and 503. */
  readonly throttled: number;
  /** Requests that went out again. */
  readonly retries: number;
  /** 1 at first. */
  readonly attempt: number;
  /** From the hub's taking an event to the start of this run: of the oldest and of the newest. */
  readonly queueLagMsMax: number;
  readonly queueLagMsMin: number;
  /** From the hub's taking an event to storage's taking its row. null without a row. */
  readonly leadMsP50: number | null;
  readonly leadMsP95: number | null;
  /** From the start of this run to the last acknowledged row. null without a row. */
  readonly cycleMs: number | null;
  /** All of this run. */
  readonly batchMs: number;
  /** Of all bodies. */
  readonly bytes: number;
  /**
   * From the end of the partition's batch before, in this process: 0 = goes on there, below = repeats, above = leaves
   * out, or another process had the partition meanwhile. null = the first one.
   */
  readonly checkpointGap: number | null;
  /** Trace ids of publishing runs, five at most. */
  readonly producers: readonly string[];
}

const fields = {
  v: true,
  fn: true,
  hub: true,
  partition: true,
  firstSeq: true,
  lastSeq: true,
  received: true,
  written: true,
  duplicates: true,
  deadLettered: true,
  reasons: true,
  transactions: true,
  throttled: true,
  retries: true,
  attempt: true,
  queueLagMsMax: true,
  queueLagMsMin: true,
  leadMsP50: true,
  leadMsP95: true,
  cycleMs: true,
  batchMs: true,
  bytes: true,
  checkpointGap: true,
  producers: true,
} satisfies Record<keyof BatchFigures, true>;

export const batchFields: readonly string[] = Object.keys(fields);

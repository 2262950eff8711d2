/** What `run={…}` holds: one publishing run. Queries read these names, and a test holds them to it. */
export interface RunFigures {
  /** Of this format. */
  readonly v: 1;
  readonly fn: 'publishTweets';
  readonly source: string;
  /** Items that the source was given, new or not. */
  readonly fetched: number;
  /** Items that the hub has taken. */
  readonly published: number;
  /** Items fetched that an earlier run has published. */
  readonly duplicates: number;
  /** Sent to the hub, each for one partition. */
  readonly batches: number;
  /** Of all bodies published. */
  readonly bytes: number;
  /** Requests that X still allows in its window; null where nobody was asked. */
  readonly rateLimitRemaining: number | null;
  /** Up to where X was read: a post's id; null where nobody was asked. */
  readonly sinceId: string | null;
  /** Whether the host knew that the run came late. */
  readonly isPastDue: boolean;
  /** From the time the run was due to its start; null for schedules of less than a minute, which the host does not keep. */
  readonly lateMs: number | null;
  readonly durationMs: number;
  /** Code or name of the error that ended the run, never its text; null when it came to its end. */
  readonly failed: string | null;
}

const fields = {
  v: true,
  fn: true,
  source: true,
  fetched: true,
  published: true,
  duplicates: true,
  batches: true,
  bytes: true,
  rateLimitRemaining: true,
  sinceId: true,
  isPastDue: true,
  lateMs: true,
  durationMs: true,
  failed: true,
} satisfies Record<keyof RunFigures, true>;

export const runFields: readonly string[] = Object.keys(fields);

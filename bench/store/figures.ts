/** The keys that a batch is spread over: so many, in turn, or those that the tweets really get. */
export type Spread = 1 | 10 | 64 | 'real';

export const spreads: readonly Spread[] = [1, 10, 64, 'real'];

/** Rows per second of each way to write, on one spread. */
export interface SpreadFigures {
  readonly keys: Spread;
  readonly sequential: number;
  readonly parallel: number;
  readonly perKey: number;
  readonly ours: number;
  readonly ceiling: number;
}

/** What `npm run bench:store -- --json` prints, in rows or tweets per second. */
export interface StoreFigures {
  readonly spreads: readonly SpreadFigures[];
  readonly rowsPerSecondAt100k: number;
  readonly ceilingAt100k: number;
  readonly decodePerSecond: number;
}

/** Values of host.json, under `extensions.eventHubs`. */
export interface HostValues {
  /** `maxEventBatchSize` */
  readonly batchSize: number;
  /** `prefetchCount` */
  readonly prefetch: number;
  /** `batchCheckpointFrequency` */
  readonly checkpointFrequency: number;
}

/** What `npm run bench:store -- --host --json` prints, one for each choice of values. */
export interface HostFigures extends HostValues {
  /** Stored by a whole host out of a hub that is full. */
  readonly tweetsPerSecond: number;
  readonly batches: number;
}

/** What `npm run bench:store -- --memory --json` prints: of the process that stores, after a garbage collection. */
export interface MemoryFigures {
  readonly events: number;
  readonly afterFirstFifthMiB: number;
  readonly atEndMiB: number;
  /** `atEndMiB` ÷ `afterFirstFifthMiB`. */
  readonly ratio: number;
}

export const bodyBytes = 1024;
export const partitionCount = 4;

/** A link that waits for its turn on a busy machine is tried again soon; the SDK's own delay is 30 s. */
export const clientOptions = { retryOptions: { maxRetries: 20, retryDelayInMs: 200 } } as const;

/** A hub for each part of the run, so that none reads another's events. */
export const throughputHub = 'throughput';
export const transitHub = 'transit';
export const endToEndHub = 'end-to-end';

/** How much a run does. */
export interface BenchOptions {
  /** Events to store, of which the first are sent to warm up. */
  readonly events: number;
  /** At 1,000 events a second, once without and once with the SDK. */
  readonly latencySeconds: number;
  /** The temporary data folder is made in this one. */
  readonly folder: string;
  /** Stored in the hub's memory, to see what the disk costs. */
  readonly memory: boolean;
}

import type { Retention } from '../options.ts';
import type { PartitionLog } from './partitionLog.ts';

export interface StoreOptions {
  /** Where events are kept; undefined keeps them in memory. */
  readonly folder: string | undefined;
  readonly hubs: readonly { readonly name: string; readonly partitionCount: number }[];
  /** Of each partition. */
  readonly retention: Retention;
  readonly sync: boolean;
  readonly clock: () => number;
  /** Told about damage that was found and cut off. */
  readonly log: (line: string) => void;
}

export interface StoredHub {
  readonly name: string;
  /** Milliseconds since 1970; survives restarts with the hub. */
  readonly createdAt: number;
  /** One per partition, in the order of the partition ids `0`, `1`, … */
  readonly logs: readonly PartitionLog[];
}

/** The events of a namespace. */
export interface Store {
  readonly hubs: readonly StoredHub[];
  /** Drops events that retention no longer keeps, also where nothing is sent. Resolves when their space is free. */
  applyRetention(): Promise<void>;
  /** Finishes what is being written and lets go of all files. Safe to call twice. */
  close(): Promise<void>;
}

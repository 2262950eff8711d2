import type { PartitionLog } from '../storage/partitionLog.ts';
import { partitionOfKey } from './partitionKeyHash.ts';
import { type Receiver, Receivers } from './receivers.ts';

export interface Partition {
  readonly id: string;
  readonly log: PartitionLog;
}

export interface HubParts {
  readonly name: string;
  /** Besides `$Default`, which every hub has. */
  readonly consumerGroups: readonly string[];
  /** One log per partition, in the order of the partition ids `0`, `1`, … */
  readonly logs: readonly PartitionLog[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A reader, and the consumer group it reads for. */
export interface GroupReceiver {
  readonly group: string;
  readonly receiver: Receiver;
}

/** One event hub: its partitions, and who reads them. Names are compared without case, as the service does. */
export class Hub {
  readonly name: string;
  readonly createdAt: number;
  readonly partitions: readonly Partition[];
  /** Consumer groups as they were named, `$Default` first. */
  readonly groups: readonly string[];
  readonly #groups: ReadonlySet<string>;
  readonly #receivers = new Map<string, Receivers>();
  #nextInTurn = 0;

  constructor({ name, consumerGroups, logs, createdAt }: HubParts) {
    this.name = name;
    this.createdAt = createdAt;
    this.partitions = logs.map((log, index) => ({ id: String(index), log }));
    this.groups = ['$Default', ...consumerGroups];
    this.#groups = new Set(this.groups.map((group) => group.toLowerCase()));
  }

  partition(id: string): Partition | undefined {
    return this.partitions.find((partition) => partition.id === id);
  }

  hasGroup(group: string): boolean {
    return this.#groups.has(group.toLowerCase());
  }

  /** Where events with that key belong; without a key, each call gives the next partition in turn. */
  partitionFor(partitionKey: string | undefined): Partition | undefined {
    const count = this.partitions.length;
    if (partitionKey !== undefined) return this.partitions[partitionOfKey(partitionKey, count)];
    const inTurn = this.#nextInTurn;
    this.#nextInTurn = (inTurn + 1) % count;
    return this.partitions[inTurn];
  }

  receivers(group: string, partition: Partition): Receivers {
    const key = `${group.toLowerCase()}/${partition.id}`;
    const known = this.#receivers.get(key) ?? new Receivers();
    this.#receivers.set(key, known);
    return known;
  }

  /** Who reads that partition now, for whatever group. */
  readersOf(partition: Partition): readonly GroupReceiver[] {
    return this.groups.flatMap((name) => {
      const group = name.toLowerCase();
      const present = this.#receivers.get(`${group}/${partition.id}`)?.present ?? [];
      return [...present].map((receiver) => ({ group: name, receiver }));
    });
  }
}

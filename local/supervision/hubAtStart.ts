import resources from '../../resources.json';
import type { Checkpoint } from '../storage/checkpoints.ts';

/** What is needed of a partition: see PartitionState of the emulator, from which it comes. */
export interface Partition {
  readonly hub: string;
  readonly partition: string;
  readonly beginSequenceNumber: number;
  readonly lastSequenceNumber: number;
}

/** Consumers have finished events that the hub never had: hub and checkpoints do not belong together. */
export class ForeignCheckpointError extends Error {
  readonly code = 'foreign-checkpoint';
  override readonly name = 'ForeignCheckpointError';
}

/**
 * Throws ForeignCheckpointError when a checkpoint lies beyond the end of its partition: it is of an earlier hub. Its
 * consumer would stand still, or skip new events without a word once there are enough of them.
 */
export function refuseForeignCheckpoints(partitions: readonly Partition[], checkpoints: readonly Checkpoint[]): void {
  const foreign = checkpoints.find(({ partition, sequenceNumber }) => {
    const last = partitions.find((each) => each.partition === partition)?.lastSequenceNumber ?? -1;
    return sequenceNumber > last;
  });
  if (!foreign) return;
  const { consumerGroup, partition, sequenceNumber } = foreign;
  throw new ForeignCheckpointError(
    `The checkpoint of consumer group "${consumerGroup}" in partition ${partition} stands at sequence number ${sequenceNumber}, ` +
      'which this hub has not reached: it is of an earlier hub. "npm run reset" clears events and checkpoints together.',
  );
}

/** What earlier runs have left in the hub; undefined when that is nothing. */
export function sayBacklog(
  partitions: readonly Partition[],
  checkpoints: readonly Checkpoint[],
  consumerGroup: string = resources.eventHub.consumerGroups.store,
): string | undefined {
  const kept = sum(partitions.map((partition) => after(partition, partition.beginSequenceNumber - 1)));
  if (kept === 0) return undefined;
  const finished = new Map(
    checkpoints
      .filter((each) => each.consumerGroup === consumerGroup.toLowerCase())
      .map(({ partition, sequenceNumber }) => [partition, sequenceNumber]),
  );
  const unread = sum(partitions.map((each) => after(each, finished.get(each.partition) ?? -1)));
  return `The hub goes on with ${kept} events of earlier runs; ${unread} of them wait for "${consumerGroup}".`;
}

/** How many of the events still kept come after that sequence number. */
function after({ beginSequenceNumber, lastSequenceNumber }: Partition, sequenceNumber: number): number {
  return Math.max(0, lastSequenceNumber - Math.max(sequenceNumber, beginSequenceNumber - 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Reads the hub process's answer to `partitions`. */
export function parsePartitions(answer: unknown): Partition[] {
  if (!Array.isArray(answer)) throw new TypeError('The hub did not tell its partitions.');
  return answer.map((each: Record<string, unknown>) => ({
    hub: String(each.hub),
    partition: String(each.partition),
    beginSequenceNumber: Number(each.beginSequenceNumber),
    lastSequenceNumber: Number(each.lastSequenceNumber),
  }));
}

import type { Hub, Partition } from '../meaning/hub.ts';
import type { Receiver } from '../meaning/receivers.ts';
import { isoTime } from './isoTime.ts';
import { type SequenceRange, sequenceRange } from './sequenceRange.ts';
import type { Served } from './served.ts';

/** The namespace as JSON shows it; times as ISO 8601 text, null where there is nothing. */
export interface Overview {
  /** By the emulator's clock, which ages are to be counted from. */
  readonly time: string;
  /** How clients connect, without a key. */
  readonly connectionString: string;
  readonly hubs: readonly HubOverview[];
}

export interface HubOverview {
  readonly name: string;
  readonly createdAt: string;
  readonly consumerGroups: readonly string[];
  readonly partitions: readonly PartitionOverview[];
}

export interface PartitionOverview extends SequenceRange {
  readonly id: string;
  readonly bytes: number;
  readonly oldestEnqueuedTime: string | null;
  readonly newestEnqueuedTime: string | null;
  readonly receivers: readonly ReceiverOverview[];
}

export interface ReceiverOverview {
  readonly consumerGroup: string;
  /** Null for a plain reader; text where JSON's numbers do not reach. */
  readonly ownerLevel: number | string | null;
  readonly name: string | null;
}

export function overview({ namespace, clock, connectionForm }: Served): Overview {
  return { time: isoTime(clock()), connectionString: connectionForm, hubs: namespace.hubs.map(hubOverview) };
}

function hubOverview(hub: Hub): HubOverview {
  return {
    name: hub.name,
    createdAt: isoTime(hub.createdAt),
    consumerGroups: hub.groups,
    partitions: hub.partitions.map((partition) => partitionOverview(hub, partition)),
  };
}

function partitionOverview(hub: Hub, partition: Partition): PartitionOverview {
  const { log } = partition;
  const range = sequenceRange(log);
  return {
    id: partition.id,
    ...range,
    bytes: log.storedBytes,
    oldestEnqueuedTime: log.beginEnqueuedTime === undefined ? null : isoTime(log.beginEnqueuedTime),
    newestEnqueuedTime: range.lastSequenceNumber === null ? null : isoTime(log.last.enqueuedTime),
    receivers: hub.readersOf(partition).map(({ group, receiver }) => ({
      consumerGroup: group,
      ownerLevel: ownerLevel(receiver),
      name: receiver.name ?? null,
    })),
  };
}

function ownerLevel({ epoch }: Receiver): number | string | null {
  if (epoch === undefined) return null;
  return Number.isSafeInteger(Number(epoch)) ? Number(epoch) : epoch.toString();
}

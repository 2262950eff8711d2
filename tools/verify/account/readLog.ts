import { EventHubConsumerClient, earliestEventPosition, type ReceivedEventData } from '@azure/event-hubs';
import { ProcessError } from '../../../local/processes/processError.ts';

export interface LogReading {
  readonly connectionString: string;
  readonly hub: string;
  /** Told of the events as they come, in each partition's order. */
  readonly onEvents: (partition: string, events: readonly ReceivedEventData[]) => void;
  readonly signal: AbortSignal;
}

const eventsAtOnce = 1_000;
/** The SDK asks again by itself after a lost connection; beyond this it is no such thing. */
const silenceMs = 60_000;

/**
 * Reads the whole log by the SDK, from sequence number 0 of each partition to the one that is the last at the start. Rejects
 * with ProcessError when a partition does not begin at 0, or a sequence number is left out: then the hub has lost events.
 */
export async function readLog({ connectionString, hub, onEvents, signal }: LogReading): Promise<void> {
  const client = new EventHubConsumerClient('$Default', connectionString, hub);
  try {
    const reading = [...(await lastSequenceNumbers(client))]
      .filter(([, last]) => last >= 0)
      .map(([partition, last]) => readPartition(client, { partition, last, onEvents, signal }));
    await Promise.all(reading);
  } finally {
    await client.close();
  }
}

/** By partition; -1 of an empty one. */
export async function lastSequenceNumbers(client: EventHubConsumerClient): Promise<ReadonlyMap<string, number>> {
  const partitions = await client.getPartitionIds();
  const properties = await Promise.all(partitions.map((partition) => client.getPartitionProperties(partition)));
  return new Map(
    properties.map(({ partitionId, isEmpty, lastEnqueuedSequenceNumber }) => [
      partitionId,
      isEmpty ? -1 : lastEnqueuedSequenceNumber,
    ]),
  );
}

interface PartitionReading extends Pick<LogReading, 'onEvents' | 'signal'> {
  readonly partition: string;
  readonly last: number;
}

async function readPartition(client: EventHubConsumerClient, reading: PartitionReading): Promise<void> {
  const { partition, last, onEvents, signal } = reading;
  signal.throwIfAborted();
  let next = 0;
  await new Promise<void>((resolve, reject) => {
    const watch = setTimeout(() => end(stuck(reading, next)), silenceMs);
    const processEvents = async (events: readonly ReceivedEventData[]): Promise<void> => {
      watch.refresh();
      const found = events.find(({ sequenceNumber }, index) => sequenceNumber !== next + index);
      if (found !== undefined) return end(gap(partition, next, found.sequenceNumber));
      next += events.length;
      onEvents(partition, events);
      if (next > last) end();
    };
    const subscription = client.subscribe(
      partition,
      { processEvents, processError: async () => undefined },
      {
        startPosition: earliestEventPosition,
        maxBatchSize: eventsAtOnce,
        maxWaitTimeInSeconds: 1,
        skipParsingBodyAsJson: true,
      },
    );
    const onAbort = (): void => end(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const end = (error?: unknown): void => {
      clearTimeout(watch);
      signal.removeEventListener('abort', onAbort);
      subscription.close().then(() => (error === undefined ? resolve() : reject(error)), reject);
    };
  });
}

function gap(partition: string, expected: number, found: number): ProcessError {
  return new ProcessError(
    `The log of partition ${partition} goes on with ${found} where ${expected} is due: the hub has lost events.`,
  );
}

function stuck({ partition, last }: PartitionReading, next: number): ProcessError {
  const where = `nothing came for ${silenceMs / 1_000} s at ${next} of ${last}`;
  return new ProcessError(`The log of partition ${partition} could not be read: ${where}.`);
}

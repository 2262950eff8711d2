import { EventHubConsumerClient, earliestEventPosition, type ReceivedEventData } from '@azure/event-hubs';

export interface LogReading {
  readonly connectionString: string;
  readonly hub: string;
  /** Told of the events as they come, in each partition's order. */
  readonly onEvents: (partition: string, events: readonly ReceivedEventData[]) => void;
  /** Told of sequence numbers that were given to events, and are left out where the log should have them. */
  readonly onGap: (partition: string, from: number, to: number) => void;
  /** What has not come for so long does not come. */
  readonly silenceMs?: number;
  readonly signal: AbortSignal;
}

const eventsAtOnce = 1_000;
/** The SDK asks again by itself after a lost connection; beyond this it is no such thing. */
const longestSilenceMs = 60_000;

/**
 * Reads the whole log by the SDK, from sequence number 0 of each partition to the one that is the last at the start. What is left
 * out before that, or does not come for `silenceMs`, is a gap: the hub has lost events. Rejects as the client does.
 */
export async function readLog({
  connectionString,
  hub,
  silenceMs = longestSilenceMs,
  ...told
}: LogReading): Promise<void> {
  const client = new EventHubConsumerClient('$Default', connectionString, hub);
  try {
    const reading = [...(await lastSequenceNumbers(client))]
      .filter(([, last]) => last >= 0)
      .map(([partition, last]) => readPartition(client, { partition, last, silenceMs, ...told }));
    await Promise.all(reading);
  } finally {
    await client.close();
  }
}

/** By partition, -1 where there never was an event: one that is empty now may have lost all that it had. */
async function lastSequenceNumbers(client: EventHubConsumerClient): Promise<ReadonlyMap<string, number>> {
  const partitions = await client.getPartitionIds();
  const properties = await Promise.all(partitions.map((partition) => client.getPartitionProperties(partition)));
  return new Map(
    properties.map(({ partitionId, lastEnqueuedSequenceNumber }) => [partitionId, lastEnqueuedSequenceNumber]),
  );
}

interface PartitionReading extends Pick<LogReading, 'onEvents' | 'onGap' | 'signal'> {
  readonly partition: string;
  readonly last: number;
  readonly silenceMs: number;
}

async function readPartition(client: EventHubConsumerClient, reading: PartitionReading): Promise<void> {
  const { partition, last, onGap, silenceMs, signal } = reading;
  signal.throwIfAborted();
  let next = 0;
  let hasEnded = false;
  await new Promise<void>((resolve, reject) => {
    const watch = setTimeout(() => {
      onGap(partition, next, last);
      end();
    }, silenceMs);
    const processEvents = async (events: readonly ReceivedEventData[]): Promise<void> => {
      // The SDK also comes to say that nothing came; and while it is being closed.
      if (hasEnded || events.length === 0) return;
      watch.refresh();
      try {
        next = tell(reading, next, events);
      } catch (error) {
        return end(error);
      }
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
      hasEnded = true;
      clearTimeout(watch);
      signal.removeEventListener('abort', onAbort);
      subscription.close().then(() => (error === undefined ? resolve() : reject(error)), reject);
    };
  });
}

/** Says what came and what was left out before it. Gives the sequence number that is due then. */
function tell(
  { partition, onEvents, onGap }: PartitionReading,
  due: number,
  events: readonly ReceivedEventData[],
): number {
  let next = due;
  for (const { sequenceNumber } of events) {
    if (sequenceNumber > next) onGap(partition, next, sequenceNumber - 1);
    next = sequenceNumber + 1;
  }
  onEvents(partition, events);
  return next;
}

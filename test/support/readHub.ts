import { EventHubConsumerClient, earliestEventPosition, type ReceivedEventData } from '@azure/event-hubs';
import type { RunningEventHubs } from '../../local/eventHubs/index.ts';

/** All events that a hub holds now, by partition. */
export async function readHub(
  hubs: Pick<RunningEventHubs, 'connectionString' | 'partitions'>,
  hub: string,
): Promise<ReadonlyMap<string, readonly ReceivedEventData[]>> {
  const client = new EventHubConsumerClient('$Default', hubs.connectionString, hub);
  try {
    const partitions = hubs.partitions().filter((state) => state.hub === hub && state.lastSequenceNumber >= 0);
    const events = partitions.map(async ({ partition, lastSequenceNumber }) => {
      return [partition, await readPartition(client, partition, lastSequenceNumber)] as const;
    });
    return new Map(await Promise.all(events));
  } finally {
    await client.close();
  }
}

function readPartition(client: EventHubConsumerClient, partition: string, last: number): Promise<ReceivedEventData[]> {
  const received: ReceivedEventData[] = [];
  return new Promise((resolve, reject) => {
    const subscription = client.subscribe(
      partition,
      {
        processEvents: async (events) => {
          received.push(...events);
          if ((received.at(-1)?.sequenceNumber ?? -1) >= last)
            subscription.close().then(() => resolve(received), reject);
        },
        processError: async (error) => reject(error),
      },
      {
        startPosition: earliestEventPosition,
        maxBatchSize: 1000,
        maxWaitTimeInSeconds: 1,
        skipParsingBodyAsJson: true,
      },
    );
  });
}

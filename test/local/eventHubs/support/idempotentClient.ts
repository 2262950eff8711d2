import { EventHubProducerClient } from '@azure/event-hubs';

/** What a producer begins with in a partition; all of it may be left out. */
export interface PublishingOptions {
  readonly ownerLevel?: number;
  readonly producerGroupId?: number;
  readonly startingSequenceNumber?: number;
}

export interface PublishingProperties {
  readonly ownerLevel: number;
  readonly producerGroupId: number;
  readonly lastPublishedSequenceNumber: number;
}

export interface IdempotentClient {
  readonly client: EventHubProducerClient;
  /** What the client believes of itself. */
  properties(partition: string): Promise<PublishingProperties>;
}

/** The SDK's own, internal way to it: azure-sdk-for-js, event-hubs/test/internal/idempotentProducer.spec.ts */
export function idempotentClient(
  connectionString: string,
  partitions: Readonly<Record<string, PublishingOptions>> = {},
  retryOptions: object = { maxRetries: 0 },
): IdempotentClient {
  const client = new EventHubProducerClient(connectionString, 'tweets', { retryOptions });
  Object.assign(client, { _enableIdempotentRetries: true, _partitionOptions: partitions });
  return {
    client,
    properties: (partition) => Reflect.get(client, 'getPartitionPublishingProperties').call(client, partition),
  };
}

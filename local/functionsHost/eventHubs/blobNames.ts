/** A consumer group of a hub. `namespace` is the host name without a port, so that another port orphans no checkpoint. */
export interface ConsumerPlace {
  readonly namespace: string;
  readonly eventHubName: string;
  readonly consumerGroup: string;
}

export const checkpointContainer = 'azure-webjobs-eventhub';

/**
 * How the blobs of a consumer group in container `azure-webjobs-eventhub` begin, all lower case; the partition follows.
 * BlobCheckpointStoreInternal.cs of https://github.com/Azure/azure-sdk-for-net/tree/main/sdk/eventhub/Azure.Messaging.EventHubs.Shared
 */
export function blobNames({ namespace, eventHubName, consumerGroup }: ConsumerPlace) {
  const root = `${namespace}/${eventHubName}/${consumerGroup}/`.toLowerCase();
  return { root, checkpoints: `${root}checkpoint/`, ownerships: `${root}ownership/` };
}

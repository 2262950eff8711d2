import { BlobServiceClient, type ContainerClient, type StoragePipelineOptions } from '@azure/storage-blob';

/**
 * Where the Event Hubs extension keeps checkpoints and ownership: `{namespace}/{hub}/{group}/checkpoint/{partition}`, all
 * lower case, the namespace without a port. https://github.com/Azure/azure-functions-eventhubs-extension
 */
const container = 'azure-webjobs-eventhub';
const localNamespaces = ['localhost/', '127.0.0.1/'];

/**
 * Deletes what consumers of the local hub have left: a hub that starts empty and checkpoints that do not would stand
 * still, or skip new events without a word.
 */
export async function clearCheckpoints(connectionString: string): Promise<void> {
  const blobs = checkpointContainer(connectionString);
  if (!(await blobs.exists())) return;
  for (const prefix of localNamespaces) {
    for await (const { name } of blobs.listBlobsFlat({ prefix })) await blobs.deleteBlob(name);
  }
}

/** The sequence number that a consumer group has finished, by partition; a partition without a checkpoint is absent. */
export async function readCheckpoints(
  connectionString: string,
  hub: string,
  consumerGroup: string,
  abortSignal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  // One attempt: this is asked when everything stops.
  const blobs = checkpointContainer(connectionString, { retryOptions: { maxTries: 1 } });
  const prefix = `localhost/${hub}/${consumerGroup}/checkpoint/`.toLowerCase();
  if (!(await blobs.exists({ abortSignal }))) return found;
  for await (const { name, metadata } of blobs.listBlobsFlat({ prefix, includeMetadata: true, abortSignal })) {
    found.set(name.slice(prefix.length), Number(metadata?.sequencenumber));
  }
  return found;
}

function checkpointContainer(connectionString: string, options: StoragePipelineOptions = {}): ContainerClient {
  return BlobServiceClient.fromConnectionString(connectionString, options).getContainerClient(container);
}

import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';

/**
 * Where the Event Hubs extension keeps checkpoints and ownership: `{namespace}/{hub}/{group}/checkpoint/{partition}`, all
 * lower case, the namespace without a port. https://github.com/Azure/azure-functions-eventhubs-extension
 */
const container = 'azure-webjobs-eventhub';
/** A person waits for the answer. */
const retryOptions = { maxTries: 2, retryDelayInMs: 500 };
const localNamespaces = ['localhost/', '127.0.0.1/'];

/**
 * Deletes what consumers of the local hub have left: with a hub that begins anew they would stand still, or skip new
 * events without a word.
 */
export async function clearCheckpoints(connectionString: string): Promise<void> {
  const blobs = checkpointContainer(connectionString);
  if (!(await blobs.exists())) return;
  for (const prefix of localNamespaces) {
    for await (const { name } of blobs.listBlobsFlat({ prefix })) await blobs.deleteBlob(name);
  }
}

/** How far a consumer group has come in a partition. Group and hub are lower case in the blobs' names. */
export interface Checkpoint {
  readonly consumerGroup: string;
  readonly partition: string;
  readonly sequenceNumber: number;
}

/** The checkpoints of the local hub of that name, of every consumer group. */
export async function readCheckpoints(
  connectionString: string,
  hub: string,
  abortSignal: AbortSignal,
): Promise<readonly Checkpoint[]> {
  const blobs = checkpointContainer(connectionString);
  const found: Checkpoint[] = [];
  if (!(await blobs.exists({ abortSignal }))) return found;
  for (const namespace of localNamespaces) {
    const prefix = `${namespace}${hub}/`.toLowerCase();
    for await (const { name, metadata } of blobs.listBlobsFlat({ prefix, includeMetadata: true, abortSignal })) {
      const [consumerGroup = '', kind, partition = ''] = name.slice(prefix.length).split('/');
      const sequenceNumber = Number(metadata?.sequencenumber);
      if (kind === 'checkpoint' && Number.isInteger(sequenceNumber))
        found.push({ consumerGroup, partition, sequenceNumber });
    }
  }
  return found;
}

function checkpointContainer(connectionString: string): ContainerClient {
  return BlobServiceClient.fromConnectionString(connectionString, { retryOptions }).getContainerClient(container);
}

import { BlobServiceClient, type ContainerClient, type StoragePipelineOptions } from '@azure/storage-blob';
import { FunctionsHostError } from '../functionsHostError.ts';
import { identityCredential } from '../identityCredential.ts';
import { describeServiceError } from '../serviceError.ts';
import type { Settings } from '../settings.ts';

const setting = 'AzureWebJobsStorage';

// Locally an answer comes at once or never; the defaults would hold a stop back for minutes.
const options: StoragePipelineOptions = {
  retryOptions: { maxTries: 3, tryTimeoutInMs: 10_000, maxRetryDelayInMs: 2_000 },
};

/**
 * The host's own storage account: a connection string, or `AzureWebJobsStorage__blobServiceUri` or `__accountName` with an
 * identity. https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
 */
export async function openHostStorage(settings: Settings): Promise<BlobServiceClient> {
  const connectionString = settings.get(setting);
  if (connectionString !== undefined && connectionString !== '') return fromConnectionString(connectionString);
  const account = settings.get(`${setting}__accountName`);
  const uri = settings.get(`${setting}__blobServiceUri`) ?? (account && `https://${account}.blob.core.windows.net`);
  if (uri === undefined || uri === '') {
    throw new FunctionsHostError(
      'setting',
      `App setting ${setting} is required: locks, timer status and checkpoints are kept there. Set it to UseDevelopmentStorage=true for local storage, or to a connection string.`,
    );
  }
  return new BlobServiceClient(uri, await identityCredential(settings, setting), options);
}

function fromConnectionString(connectionString: string): BlobServiceClient {
  try {
    return BlobServiceClient.fromConnectionString(connectionString, options);
  } catch {
    // The client's own message may quote the key.
    throw new FunctionsHostError('setting', `App setting ${setting} is no storage connection string. Correct it.`);
  }
}

/** The container, created when it is not there. Throws FunctionsHostError when the account does not answer. */
export async function openContainer(storage: BlobServiceClient, name: string): Promise<ContainerClient> {
  const container = storage.getContainerClient(name);
  try {
    await container.createIfNotExists();
    return container;
  } catch (cause) {
    const address = new URL(storage.url).host;
    throw new FunctionsHostError(
      'storage',
      `The storage account of ${setting} (${address}) does not answer: ${describeServiceError(cause, setting).replace(/\.$/, '')}. Start it, or correct the setting.`,
      { cause },
    );
  }
}

import { BlobServiceClient, type ContainerClient, newPipeline, type StoragePipelineOptions } from '@azure/storage-blob';
import { FunctionsHostError } from '../functionsHostError.ts';
import { identityCredential } from '../identityCredential.ts';
import { describeServiceError } from '../serviceError.ts';
import type { Settings } from '../settings.ts';
import { answerWithin } from './answerWithin.ts';

const setting = 'AzureWebJobsStorage';

const tries = 3;
const answerWithinMs = 10_000;

// Locally an answer comes at once or never; the defaults would hold a stop back for minutes. `tryTimeoutInMs` only asks the
// service to give up after so long (query parameter `timeout`); what ends the wait here is answerWithin.
function pipelineOptions(): StoragePipelineOptions {
  return { retryOptions: { maxTries: tries, tryTimeoutInMs: answerWithinMs, maxRetryDelayInMs: 2_000 } };
}

/**
 * The host's own storage account: a connection string, or `AzureWebJobsStorage__blobServiceUri` or `__accountName` with an
 * identity. https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
 * A request that is not answered within `limitMs` is sent again, three times in all.
 */
export async function openHostStorage(
  settings: Settings,
  limitMs: number = answerWithinMs,
): Promise<BlobServiceClient> {
  const connectionString = settings.get(setting);
  if (connectionString !== undefined && connectionString !== '') return fromConnectionString(connectionString, limitMs);
  const account = settings.get(`${setting}__accountName`);
  const uri = settings.get(`${setting}__blobServiceUri`) ?? (account && `https://${account}.blob.core.windows.net`);
  if (uri === undefined || uri === '') {
    throw new FunctionsHostError(
      'setting',
      `App setting ${setting} is required: locks, timer status and checkpoints are kept there. Set it to UseDevelopmentStorage=true for local storage, or to a connection string.`,
    );
  }
  return limited(uri, await identityCredential(settings, setting), pipelineOptions(), limitMs);
}

function limited(
  url: string,
  credential: BlobServiceClient['credential'],
  options: StoragePipelineOptions,
  limitMs: number,
): BlobServiceClient {
  const pipeline = newPipeline(credential, options);
  pipeline.factories.push(answerWithin(limitMs, tries));
  return new BlobServiceClient(url, pipeline);
}

function fromConnectionString(connectionString: string, limitMs: number): BlobServiceClient {
  // The client adds the proxy that the connection string may name.
  const options = pipelineOptions();
  try {
    const { url, credential } = BlobServiceClient.fromConnectionString(connectionString, options);
    return limited(url, credential, options, limitMs);
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

import type { BlockBlobClient } from '@azure/storage-blob';
import { statusOf } from './statusOf.ts';
import { StorageError } from './storageError.ts';

/** Turns the storage SDK's errors into StorageError; errors of ours stay as they are. */
export async function orPollStorageError<T>(blob: BlockBlobClient, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isOfTheSdk(error) ? pollStorageError(blob, error) : error;
  }
}

/** The SDK's errors, and the time limits that we give it. */
function isOfTheSdk(error: unknown): boolean {
  return error instanceof Error && ['RestError', 'AbortError', 'TimeoutError'].includes(error.name);
}

function pollStorageError({ containerName, name }: BlockBlobClient, cause: unknown): StorageError {
  const status = statusOf(cause);
  const fact = `What the twitter source remembers (blob ${name} in ${containerName}) cannot be used (${status ?? 'no answer'}).`;
  if (status === 401 || status === 403 || status === 404) {
    const way = 'Create the container, or give the identity of the app the role Storage Blob Data Contributor.';
    return new StorageError('storage-set-up', `${fact} ${way}`, cause);
  }
  return new StorageError('storage-unavailable', `${fact} The next run tries again.`, cause);
}

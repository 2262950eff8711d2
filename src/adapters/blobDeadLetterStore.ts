import type { ContainerClient } from '@azure/storage-blob';
import type { DeadLetter } from '../pipeline/deadLetter.ts';
import type { DeadLetterStore } from '../pipeline/storeTweets.ts';
import { inParallel } from './inParallel.ts';
import { StorageError } from './storageError.ts';

const requestsInFlight = 8;
const requestTimeLimitMs = 20_000;

/** Letters as JSON blobs of a container. Blobs, since a queue's message holds 64 KiB and an event may hold 1 MB. */
export function blobDeadLetterStore(container: ContainerClient): DeadLetterStore {
  return {
    write: async (letters) => {
      await inParallel(
        requestsInFlight,
        letters.map((letter) => () => upload(container, letter)),
      );
    },
  };
}

async function upload(container: ContainerClient, { name, content }: DeadLetter): Promise<void> {
  const json = Buffer.from(JSON.stringify(content, undefined, 2));
  try {
    await container.getBlockBlobClient(name).upload(json, json.length, {
      blobHTTPHeaders: { blobContentType: 'application/json' },
      abortSignal: AbortSignal.timeout(requestTimeLimitMs),
    });
  } catch (cause) {
    throw deadLetterError(container, cause);
  }
}

function deadLetterError(container: ContainerClient, cause: unknown): StorageError {
  const status = cause instanceof Error && 'statusCode' in cause ? cause.statusCode : undefined;
  const fact = `Dead letters cannot be written to container ${container.containerName} (${status ?? 'no answer'}).`;
  if (status === 401 || status === 403 || status === 404) {
    const way = 'Create it, or give the identity of the app the role Storage Blob Data Contributor.';
    return new StorageError('storage-set-up', `${fact} ${way}`, cause);
  }
  return new StorageError('storage-unavailable', `${fact} The batch will be stored again.`, cause);
}

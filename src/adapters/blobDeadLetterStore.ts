import type { ContainerClient } from '@azure/storage-blob';
import type { DeadLetter } from '../pipeline/deadLetter.ts';
import type { DeadLetterStore } from '../pipeline/storeTweets.ts';
import { type RunEnd, unending } from '../pipeline/storing/runEnd.ts';
import { type AskedOfLetters, deadLetterError } from './deadLetterError.ts';
import { inParallel } from './inParallel.ts';
import { letterBodyDigest } from './letterBodyDigest.ts';
import { letterMetadata } from './letterMetadata.ts';
import { timeLimited } from './timeLimited.ts';

const requestsInFlight = 8;
const requestTimeLimitMs = 20_000;
const later = 'The batch will be stored again.';

/** Letters as JSON blobs of a container. Blobs, since a queue's message holds 64 KiB and an event may hold 1 MB. */
export function blobDeadLetterStore(container: ContainerClient): DeadLetterStore {
  return {
    write: async (letters, end = unending) => {
      const requests = letters.map((letter) => (signal: AbortSignal) => upload(container, letter, signal));
      await untilDone(container, requests, end, { done: 'written to', later });
    },
    remove: async (names, end = unending) => {
      const requests = names.map((name) => (abortSignal: AbortSignal) => {
        return container.getBlobClient(name).deleteIfExists({ abortSignal });
      });
      await untilDone(container, requests, end, { done: 'removed from', later });
    },
    bodyDigests: async (names, end = unending) => {
      const requests = names.map((name) => (signal: AbortSignal) => letterBodyDigest(container, name, signal));
      const digests = await untilDone(container, requests, end, { done: 'read in', later });
      return new Map(names.flatMap((name, index) => entryOr(name, digests[index])));
    },
  };
}

function upload(container: ContainerClient, { name, content }: DeadLetter, abortSignal: AbortSignal): Promise<unknown> {
  const json = Buffer.from(JSON.stringify(content, undefined, 2));
  return container.getBlockBlobClient(name).upload(json, json.length, {
    blobHTTPHeaders: { blobContentType: 'application/json' },
    metadata: letterMetadata(content),
    abortSignal,
  });
}

function entryOr<T>(name: string, value: T | undefined): readonly (readonly [string, T])[] {
  return value === undefined ? [] : [[name, value]];
}

/** What the requests give, in their order. Rejects with StorageError, or with the reason of the end. */
async function untilDone<T>(
  container: ContainerClient,
  requests: readonly ((signal: AbortSignal) => Promise<T>)[],
  { noNewRequests, noRequests }: RunEnd,
  asked: AskedOfLetters,
): Promise<readonly T[]> {
  const tasks = requests.map((request) => async () => {
    noNewRequests.throwIfAborted();
    try {
      return await timeLimited(requestTimeLimitMs, noRequests, request);
    } catch (cause) {
      throw noRequests.aborted ? noRequests.reason : deadLetterError(container, asked, cause);
    }
  });
  return await inParallel(requestsInFlight, tasks);
}

import type { ContainerClient } from '@azure/storage-blob';
import type { DeadLetter } from '../pipeline/deadLetter.ts';
import type { DeadLetterStore } from '../pipeline/storeTweets.ts';
import { type RunEnd, unending } from '../pipeline/storing/runEnd.ts';
import { type AskedOfLetters, deadLetterError } from './deadLetterError.ts';
import { inParallel } from './inParallel.ts';
import { letterBodyDigest } from './letterBodyDigest.ts';
import { letterMetadata } from './letterMetadata.ts';
import { letterProperties } from './letterProperties.ts';
import { timeLimited } from './timeLimited.ts';

/** A letter is held in memory several times while it is written, and may hold 1 MB. */
const requestsInFlight = 8;
const requestTimeLimitMs = 20_000;
const later = 'The batch will be stored again.';

/** Letters as JSON blobs of a container. Blobs, since a queue's message holds 64 KiB and an event may hold 1 MB. */
export function blobDeadLetterStore(container: ContainerClient): DeadLetterStore {
  return {
    write: async (letters, end = unending) => {
      const ask = limited(container, end, { done: 'written to', later });
      const waiting = inTurn(letters);
      const work = async () => {
        for (const letter of waiting) await ask((signal) => upload(container, letter, signal));
      };
      await inParallel(requestsInFlight, Array<typeof work>(requestsInFlight).fill(work));
    },
    remove: async (names, end = unending) => {
      await ofEach(names, limited(container, end, { done: 'removed from', later }), (name, abortSignal) =>
        container.getBlobClient(name).deleteIfExists({ abortSignal }),
      );
    },
    bodyDigests: (names, end = unending) =>
      ofEach(names, limited(container, end, { done: 'read in', later }), (name, signal) =>
        letterBodyDigest(container, name, signal),
      ),
    properties: (names, end = unending) =>
      ofEach(names, limited(container, end, { done: 'read in', later }), (name, signal) =>
        letterProperties(container, name, signal),
      ),
  };
}

function upload(container: ContainerClient, { name, content }: DeadLetter, abortSignal: AbortSignal): Promise<unknown> {
  // Not indented: of a property that is nested deep, indenting would make sixty times as much.
  const json = Buffer.from(JSON.stringify(content));
  return container.getBlockBlobClient(name).upload(json, json.length, {
    blobHTTPHeaders: { blobContentType: 'application/json' },
    metadata: letterMetadata(content),
    abortSignal,
  });
}

/** For several to take from; once one of them fails there is no more. */
function* inTurn<T>(values: Iterable<T>): Generator<T> {
  yield* values;
}

type Request<T> = (signal: AbortSignal) => Promise<T>;
type Ask = <T>(request: Request<T>) => Promise<T>;

/** Asks within the time limit and until the end. Rejects with StorageError, or with the reason of the end. */
function limited(container: ContainerClient, { noNewRequests, noRequests }: RunEnd, asked: AskedOfLetters): Ask {
  return async (request) => {
    noNewRequests.throwIfAborted();
    try {
      return await timeLimited(requestTimeLimitMs, noRequests, request);
    } catch (cause) {
      throw noRequests.aborted ? noRequests.reason : deadLetterError(container, asked, cause);
    }
  };
}

/** What is found of each name. */
async function ofEach<T>(
  names: readonly string[],
  ask: Ask,
  find: (name: string, signal: AbortSignal) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const tasks = names.map((name) => () => ask((signal) => find(name, signal)));
  const found = await inParallel(requestsInFlight, tasks);
  return new Map(names.flatMap((name, index) => entryOr(name, found[index])));
}

function entryOr<T>(name: string, value: T | undefined): readonly (readonly [string, T])[] {
  return value === undefined ? [] : [[name, value]];
}

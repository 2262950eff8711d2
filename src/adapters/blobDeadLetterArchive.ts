import type { BlobItem, ContainerClient } from '@azure/storage-blob';
import type { DeadLetterArchive, LetterEntry, OpenedLetter } from '../pipeline/deadLetters/deadLetterArchive.ts';
import { parseLetterName } from '../pipeline/deadLetters/letterName.ts';
import { parseDeadLetter } from '../pipeline/deadLetters/parseDeadLetter.ts';
import { type RunEnd, unending } from '../pipeline/storing/runEnd.ts';
import { deadLetterError } from './deadLetterError.ts';
import { inParallel } from './inParallel.ts';
import { entryOfContent, letterEntry, replayedMetadata } from './letterMetadata.ts';
import { statusOf } from './statusOf.ts';
import { isMissingBlob, readTextBlob } from './textBlob.ts';
import { timeLimited } from './timeLimited.ts';

const requestsInFlight = 8;
const requestTimeLimitMs = 20_000;

export interface BlobDeadLetterArchiveOptions {
  readonly lettersPerPage?: number;
}

/** The letters of a container that exists. Rejects with StorageError. */
export function blobDeadLetterArchive(
  container: ContainerClient,
  { lettersPerPage = 1_000 }: BlobDeadLetterArchiveOptions = {},
): DeadLetterArchive {
  return {
    list: (prefix, end = unending) => list(container, { prefix, maxPageSize: lettersPerPage }, end),
    find: (name) => orReadError(container, find(container, name)),
    read: (name) => orReadError(container, read(container, name)),
    markReplayed: (letter, time) => orReadError(container, markReplayed(container, letter, time)),
    remove: async (names, end = unending) => {
      const tasks = names.map((name) => () => remove(container, name, end));
      await inParallel(requestsInFlight, tasks);
    },
  };
}

interface Listing {
  readonly prefix: string;
  readonly maxPageSize: number;
  /** The continuation token of the page before. */
  readonly from?: string | undefined;
}

async function* list(
  container: ContainerClient,
  listing: Listing,
  { noNewRequests, noRequests }: RunEnd,
): AsyncGenerator<readonly LetterEntry[]> {
  const orEnd = (error: unknown): never => {
    for (const { aborted, reason } of [noRequests, noNewRequests]) if (aborted && error === reason) throw error;
    throw readError(container, error);
  };
  // Each page has a time limit of its own: a listing takes as long as there are letters.
  for (let continuationToken: string | undefined; ; ) {
    noNewRequests.throwIfAborted();
    const from = continuationToken;
    const page = await timeLimited(requestTimeLimitMs, noRequests, (abortSignal) =>
      nextPage(container, { ...listing, from }, abortSignal),
    ).catch(orEnd);
    const tasks = page.items.map((item) => () => entryOf(container, item, { noNewRequests, noRequests }));
    const entries = await inParallel(requestsInFlight, tasks).catch(orEnd);
    yield entries.filter((entry) => entry !== undefined);
    if (!page.continuationToken) return;
    continuationToken = page.continuationToken;
  }
}

async function nextPage(container: ContainerClient, { prefix, maxPageSize, from }: Listing, abortSignal: AbortSignal) {
  const pages = container
    .listBlobsFlat({ prefix, includeMetadata: true, abortSignal })
    .byPage({ maxPageSize, ...(from && { continuationToken: from }) });
  for await (const page of pages) return { items: page.segment.blobItems, continuationToken: page.continuationToken };
  return { items: [], continuationToken: undefined };
}

/** Mostly from the listing alone; a letter without its metadata is read. */
async function entryOf(
  container: ContainerClient,
  { name, properties, metadata }: BlobItem,
  { noNewRequests, noRequests }: RunEnd,
) {
  const bytes = properties.contentLength ?? 0;
  const entry = letterEntry(name, bytes, metadata);
  if (entry !== undefined) return entry;
  noNewRequests.throwIfAborted();
  return await timeLimited(requestTimeLimitMs, noRequests, () => entryByReading(container, name, bytes));
}

async function find(container: ContainerClient, name: string): Promise<LetterEntry | undefined> {
  try {
    const { contentLength = 0, metadata } = await container
      .getBlobClient(name)
      .getProperties({ abortSignal: timeLimit() });
    return letterEntry(name, contentLength, metadata) ?? (await entryByReading(container, name, contentLength));
  } catch (error) {
    // A HEAD has no body that could tell a missing container from a missing blob.
    if (statusOf(error) === 404 && (await container.exists({ abortSignal: timeLimit() }))) return undefined;
    throw error;
  }
}

async function entryByReading(container: ContainerClient, name: string, bytes: number) {
  const place = parseLetterName(name);
  const letter = place && (await read(container, name));
  return letter && entryOfContent(place, name, letter.content, bytes);
}

async function read(container: ContainerClient, name: string): Promise<OpenedLetter | undefined> {
  const saved = await readTextBlob(container.getBlockBlobClient(name));
  const content = saved && parseDeadLetter(saved.text);
  return content && saved.etag ? { name, content, version: saved.etag } : undefined;
}

async function markReplayed(container: ContainerClient, { name, content, version }: OpenedLetter, time: Date) {
  try {
    await container.getBlobClient(name).setMetadata(replayedMetadata(content, time), {
      conditions: { ifMatch: version },
      abortSignal: timeLimit(),
    });
  } catch (error) {
    // Written again or gone: the replay was faster than this.
    if (statusOf(error) !== 412 && !isMissingBlob(error)) throw error;
  }
}

async function remove(container: ContainerClient, name: string, { noNewRequests, noRequests }: RunEnd): Promise<void> {
  noNewRequests.throwIfAborted();
  const blob = container.getBlobClient(name);
  try {
    await timeLimited(requestTimeLimitMs, noRequests, (abortSignal) => blob.deleteIfExists({ abortSignal }));
  } catch (error) {
    if (noRequests.aborted) throw noRequests.reason;
    throw deadLetterError(container, { done: 'removed from', later: 'Try again.' }, error);
  }
}

async function orReadError<T>(container: ContainerClient, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw readError(container, error);
  }
}

function readError(container: ContainerClient, error: unknown) {
  return deadLetterError(container, { done: 'read in', later: 'Try again.' }, error);
}

function timeLimit(): AbortSignal {
  return AbortSignal.timeout(requestTimeLimitMs);
}

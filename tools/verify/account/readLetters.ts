import type { BlobItem, ContainerClient } from '@azure/storage-blob';
import { inParallel } from '../../../src/adapters/inParallel.ts';
import { parseLetterName } from '../../../src/pipeline/deadLetters/letterName.ts';
import { parseDeadLetter } from '../../../src/pipeline/deadLetters/parseDeadLetter.ts';
import { letterFingerprint } from './fingerprints.ts';
import type { StoredLetter } from './records.ts';

export interface LetterReading {
  readonly container: ContainerClient;
  readonly onLetters: (letters: readonly StoredLetter[]) => void;
  readonly signal: AbortSignal;
}

/** The place that a name says which no letter has. */
const nowhere = { partition: 'none', sequenceNumber: -1, enqueuedMs: 0 };
const readAtOnce = 8;

/** Reads all dead letters: their names say whose they are. Rejects as the client does. */
export async function readLetters({ container, onLetters, signal }: LetterReading): Promise<void> {
  const pages = container.listBlobsFlat({ abortSignal: signal, includeMetadata: true }).byPage({ maxPageSize: 1_000 });
  for await (const { segment } of pages) {
    const tasks = segment.blobItems.map((blob) => async () => await readLetter(container, blob, signal));
    onLetters(await inParallel(readAtOnce, tasks));
  }
}

async function readLetter(
  container: ContainerClient,
  { name, metadata }: BlobItem,
  abortSignal: AbortSignal,
): Promise<StoredLetter> {
  const place = parseLetterName(name);
  const json = await container.getBlobClient(name).downloadToBuffer(0, undefined, { abortSignal });
  const content = parseDeadLetter(json.toString('utf8'));
  return {
    ...(place === undefined ? nowhere : { ...place, enqueuedMs: place.enqueuedTime.getTime() }),
    // By the metadata, which is what `dead-letters` lists.
    reason: metadata?.reason === content?.reason ? content?.reason : `${metadata?.reason} (inside ${content?.reason})`,
    content: content === undefined ? 0 : letterFingerprint(content),
  };
}

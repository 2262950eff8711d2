import type { ContainerClient } from '@azure/storage-blob';
import { parseLetterName } from '../../../src/pipeline/deadLetters/letterName.ts';
import type { StoredLetter } from './account.ts';

/** The place that a name says which no letter has. */
const nowhere: StoredLetter = { partition: 'none', sequenceNumber: -1, enqueuedMs: 0, reason: undefined };

/** Reads the names of all dead letters, which say whose they are, and why they are some. Rejects as the client does. */
export async function readLetters(
  container: ContainerClient,
  onLetter: (letter: StoredLetter) => void,
  abortSignal: AbortSignal,
): Promise<void> {
  for await (const { name, metadata } of container.listBlobsFlat({ abortSignal, includeMetadata: true })) {
    const place = parseLetterName(name);
    const reason = metadata?.reason;
    onLetter(place === undefined ? nowhere : { ...place, enqueuedMs: place.enqueuedTime.getTime(), reason });
  }
}

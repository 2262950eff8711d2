import type { ContainerClient } from '@azure/storage-blob';
import { bodyDigest } from '../pipeline/deadLetters/bodyDigest.ts';
import { parseDeadLetter } from '../pipeline/deadLetters/parseDeadLetter.ts';
import { statusOf } from './statusOf.ts';

/**
 * The digest of a letter's body: from its metadata, or, where that does not tell, from the letter. Undefined where there
 * is none. What is no letter has a digest that no body has. Rejects with the SDK's error.
 */
export async function letterBodyDigest(
  container: ContainerClient,
  name: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const blob = container.getBlobClient(name);
  try {
    const { metadata } = await blob.getProperties({ abortSignal });
    return metadata?.bodydigest ?? digestIn(await blob.downloadToBuffer(0, undefined, { abortSignal }));
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

function digestIn(json: Buffer): string {
  const content = parseDeadLetter(json.toString('utf8'));
  return content === undefined ? 'none' : bodyDigest(Buffer.from(content.body, 'base64'));
}

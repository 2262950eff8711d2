import type { ContainerClient } from '@azure/storage-blob';
import type { LetterProperties } from '../pipeline/deadLetter.ts';
import { parseDeadLetter } from '../pipeline/deadLetters/parseDeadLetter.ts';
import { statusOf } from './statusOf.ts';

/** The properties in a letter. Undefined where there is none, and where there is what is no letter. Rejects with the SDK's error. */
export async function letterProperties(
  container: ContainerClient,
  name: string,
  abortSignal: AbortSignal,
): Promise<LetterProperties | undefined> {
  try {
    const json = await container.getBlobClient(name).downloadToBuffer(0, undefined, { abortSignal });
    const letter = parseDeadLetter(json.toString('utf8'));
    return letter && { properties: letter.properties, systemProperties: letter.systemProperties };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

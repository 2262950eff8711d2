import type { BlobRequestConditions, BlockBlobClient } from '@azure/storage-blob';
import { statusOf } from './statusOf.ts';

const requestTimeLimitMs = 20_000;

export interface SavedText {
  readonly text: string;
  readonly etag: string | undefined;
}

/** The blob's text; undefined where there is no blob. Rejects with the SDK's error. */
export async function readTextBlob(blob: BlockBlobClient): Promise<SavedText | undefined> {
  try {
    // Whole in one request: with two the ETag could be that of another text.
    const { etag, readableStreamBody } = await blob.download(0, undefined, { abortSignal: timeLimit() });
    return { text: await textOf(readableStreamBody), etag };
  } catch (error) {
    if (isMissingBlob(error)) return undefined;
    throw error;
  }
}

/**
 * Writes the blob if it is as the conditions say, and gives its new ETag; undefined where it is not.
 * When the answer to a write is lost the SDK writes again, and finds its own write in the way: the same text is ours.
 */
export async function writeTextBlob(
  blob: BlockBlobClient,
  text: string,
  conditions: BlobRequestConditions,
): Promise<string | undefined> {
  try {
    const options = { conditions, blobHTTPHeaders: { blobContentType: 'application/json' }, abortSignal: timeLimit() };
    return (await blob.upload(text, Buffer.byteLength(text), options)).etag;
  } catch (error) {
    if (![409, 412].includes(statusOf(error) ?? 0)) throw error;
    const saved = await readTextBlob(blob);
    return saved?.text === text ? saved.etag : undefined;
  }
}

async function textOf(stream: NodeJS.ReadableStream | undefined): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream ?? []) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** A container that is missing is a fault of the set-up, a blob that is missing is not. */
export function isMissingBlob(error: unknown): boolean {
  return statusOf(error) === 404 && error instanceof Error && 'code' in error && error.code === 'BlobNotFound';
}

function timeLimit(): AbortSignal {
  return AbortSignal.timeout(requestTimeLimitMs);
}

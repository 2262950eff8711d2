import type { ContainerClient } from '@azure/storage-blob';
import type { LedgerStore } from '../pipeline/twitter/pollStateStore.ts';
import { orPollStorageError } from './pollStorageError.ts';
import { StorageError } from './storageError.ts';
import { readTextBlob, writeTextBlob } from './textBlob.ts';

/** Others write for a moment at most: runs of other queries, and the commands of a person. */
const mostAttempts = 20;

/** The count of posts read in a blob that many may change, each under the ETag it has read. Rejects with StorageError. */
export function blobLedger(container: ContainerClient, name: string): LedgerStore {
  const blob = container.getBlockBlobClient(name);
  const change: LedgerStore['change'] = async (edit) => {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const saved = await readTextBlob(blob);
      const text = edit(saved?.text);
      const conditions = saved?.etag === undefined ? { ifNoneMatch: '*' } : { ifMatch: saved.etag };
      if ((await writeTextBlob(blob, text, conditions)) !== undefined) return text;
    }
    throw new StorageError(
      'storage-unavailable',
      `Blob ${name} changed ${mostAttempts} times while it was written.`,
      {},
    );
  };
  return {
    place: `blob ${name} of container ${container.containerName}`,
    change: (edit) => orPollStorageError(blob, change(edit)),
    look: async () => (await orPollStorageError(blob, readTextBlob(blob)))?.text,
  };
}

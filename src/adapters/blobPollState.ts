import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { PollError } from '../pipeline/twitter/pollError.ts';
import type { HeldState, PollStateStore } from '../pipeline/twitter/pollStateStore.ts';
import { leaseBlob } from './blobLease.ts';
import { orPollStorageError } from './pollStorageError.ts';
import { isMissingBlob, readTextBlob, writeTextBlob } from './textBlob.ts';

/** The state of one query in a blob, held by a lease and saved under its ETag. Rejects with StorageError. */
export function blobPollState(container: ContainerClient, name: string): PollStateStore {
  const blob = container.getBlockBlobClient(name);
  return {
    place: `blob ${name} of container ${container.containerName}`,
    open: (first) => orPollStorageError(blob, open(blob, first)),
    look: async () => (await orPollStorageError(blob, readTextBlob(blob)))?.text,
  };
}

async function open(blob: BlockBlobClient, first: () => string): Promise<HeldState | undefined> {
  const lease = await leaseBlob(blob).catch((error: unknown) => {
    if (isMissingBlob(error)) return createAndLease(blob, first);
    throw error;
  });
  if (lease === undefined) return undefined;
  try {
    const saved = await readTextBlob(blob);
    if (saved?.etag === undefined) throw taken();
    let etag = saved.etag;
    const save = async (text: string) => {
      const conditions = { ifMatch: etag, leaseId: lease.id };
      const written = await orPollStorageError(blob, writeTextBlob(blob, text, conditions));
      if (written === undefined) throw taken();
      etag = written;
    };
    return { text: saved.text, isHeld: lease.isHeld, save, close: lease.close };
  } catch (error) {
    await lease.close();
    throw error;
  }
}

/** Only a blob that exists can be leased. Of two that create it one succeeds, and both may try for the lease. */
async function createAndLease(blob: BlockBlobClient, first: () => string) {
  await writeTextBlob(blob, first(), { ifNoneMatch: '*' });
  return leaseBlob(blob);
}

function taken(): PollError {
  return new PollError('state-taken', 'Another run has saved the poll state since this one began, so this one stops.');
}

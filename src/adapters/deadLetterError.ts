import type { ContainerClient } from '@azure/storage-blob';
import { statusOf } from './statusOf.ts';
import { StorageError } from './storageError.ts';

/** What was asked of a container of dead letters, and what becomes of it when it fails for now. */
export interface AskedOfLetters {
  readonly done: 'written to' | 'read in' | 'removed from';
  readonly later: string;
}

/** The error of a container of dead letters that cannot be used, or not now. */
export function deadLetterError(
  { containerName }: ContainerClient,
  { done, later }: AskedOfLetters,
  cause: unknown,
): StorageError {
  const status = statusOf(cause);
  const fact = `Dead letters cannot be ${done} container ${containerName} (${status ?? 'no answer'}).`;
  if (status === 401 || status === 403 || status === 404) {
    const way = 'Create it, or give the identity of the app the role Storage Blob Data Contributor.';
    return new StorageError('storage-set-up', `${fact} ${way}`, cause);
  }
  return new StorageError('storage-unavailable', `${fact} ${later}`, cause);
}

import { StorageError } from '../storageError.ts';
import { systemCode } from './systemCode.ts';

/** What senders are told, without paths; a full disk is the one fault that they can hope to see mended. */
export function writeFailed(cause: unknown): StorageError {
  const code = systemCode(cause);
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  const wayOut = isFull ? 'Free space on the disk of the data folder and send again.' : 'Send again.';
  return new StorageError('write-failed', `The events cannot be stored (${code}). ${wayOut}`, { cause });
}

import { StorageError } from './storageError.ts';
import type { TableFault } from './tableFault.ts';

/** The error of a table that cannot be used, or not now. */
export function tableError(
  tableName: string,
  { meaning, reason }: Pick<TableFault, 'meaning' | 'reason'>,
  cause: unknown,
): StorageError {
  if (meaning === 'unavailable') {
    const message = `Table ${tableName} cannot be reached (${reason}). What was asked of it will be tried again.`;
    return new StorageError('storage-unavailable', message, cause);
  }
  const way = 'Create it, or give the identity the role Storage Table Data Contributor.';
  return new StorageError('storage-set-up', `Table ${tableName} cannot be used (${reason}). ${way}`, cause);
}

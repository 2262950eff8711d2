import type { StoredTweet } from '../pipeline/storedTweet.ts';
import type { RejectedTweet } from '../pipeline/tweetStore.ts';
import { tableError } from './tableError.ts';
import { tableFault } from './tableFault.ts';

/** Writes all rows or none. */
export type Send = (rows: readonly StoredTweet[]) => Promise<void>;

/**
 * Writes rows of one PartitionKey. What storage can never take is set aside and returned, and the rest written without
 * it; a request that held too much is written in halves. Throws StorageError when storage cannot be used at all.
 */
export async function writeApart(
  rows: readonly StoredTweet[],
  send: Send,
  tableName: string,
): Promise<readonly RejectedTweet[]> {
  const rejected: RejectedTweet[] = [];
  // Each turn sends a part, sets a row aside or halves a part: at most a few hundred turns for 100 rows.
  const waiting: (readonly StoredTweet[])[] = [rows];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part.length === 0) continue;
    try {
      await send(part);
    } catch (error) {
      const { refused, parts } = partsOf(part, error, tableName);
      rejected.push(...refused);
      waiting.push(...parts);
    }
  }
  return rejected;
}

/** What to do with a part whose write failed: which row to set aside, and what to write next. */
function partsOf(rows: readonly StoredTweet[], error: unknown, tableName: string) {
  const { meaning, reason, index, isFromStorage } = tableFault(error);
  if (meaning === 'set-up' || meaning === 'unavailable') throw tableError(tableName, { meaning, reason }, error);
  // One row is never too much for storage; whoever says so without its code stands between.
  if (meaning === 'plan' && rows.length === 1 && !isFromStorage) {
    throw tableError(tableName, { meaning: 'unavailable', reason }, error);
  }
  const guilty = rows.length === 1 ? rows[0] : meaning === 'entity' && index !== undefined ? rows[index] : undefined;
  if (guilty === undefined) return { refused: [], parts: chunks(rows, Math.ceil(rows.length / 2)) };
  return { refused: [{ tweet: guilty, message: reason }], parts: [rows.filter((row) => row !== guilty)] };
}

/** The values in parts of at most `size`, in order. */
export function chunks<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

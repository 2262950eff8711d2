import type { Write } from '../pipeline/storing/planWrites.ts';
import { RunEndedError } from '../pipeline/storing/runEnd.ts';
import type { RejectedTweet } from '../pipeline/tweetStore.ts';
import { tableError } from './tableError.ts';
import { tableFault } from './tableFault.ts';

/** Writes all rows or none. */
export type Send = (writes: readonly Write[]) => Promise<void>;

/**
 * Writes rows of one PartitionKey. What storage can never take is set aside and returned, and the rest written without
 * it; a request that held too much is written in halves. Throws StorageError when storage cannot be used at all, and
 * RunEndedError when time is up.
 */
export async function writeApart(
  writes: readonly Write[],
  send: Send,
  tableName: string,
): Promise<readonly RejectedTweet[]> {
  const rejected: RejectedTweet[] = [];
  // Each turn sends a part, sets a row aside or halves a part: at most a few hundred turns for 100 rows.
  const waiting: (readonly Write[])[] = [writes];
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
function partsOf(writes: readonly Write[], error: unknown, tableName: string) {
  if (error instanceof RunEndedError) throw error;
  const { meaning, reason, index, isFromStorage } = tableFault(error);
  if (meaning === 'set-up' || meaning === 'unavailable') throw tableError(tableName, { meaning, reason }, error);
  // One row is never too much for storage; whoever says so without its code stands between.
  if (meaning === 'plan' && writes.length === 1 && !isFromStorage) {
    throw tableError(tableName, { meaning: 'unavailable', reason }, error);
  }
  const guilty =
    writes.length === 1 ? writes[0] : meaning === 'entity' && index !== undefined ? writes[index] : undefined;
  if (guilty === undefined) return { refused: [], parts: halves(writes) };
  return { refused: [{ tweet: guilty.tweet, message: reason }], parts: [writes.filter((write) => write !== guilty)] };
}

function halves<T>(values: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(values.length / 2);
  return [values.slice(0, middle), values.slice(middle)];
}

import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { StoredTweet } from '../pipeline/storedTweet.ts';
import type { RejectedTweet, TweetStore } from '../pipeline/tweetStore.ts';
import { inParallel } from './inParallel.ts';
import { StorageError } from './storageError.ts';
import { tableFault } from './tableFault.ts';
import { tweetEntity } from './tweetEntity.ts';

/** https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions */
const rowsPerTransaction = 100;
const requestsInFlight = 8;
/** Of one request with all repeats of the SDK. Without it a silent connection would hold the batch for ever. */
const requestTimeLimitMs = 20_000;

/** Rows in a table: transactions of one PartitionKey, upsert Replace, so that nothing of an older version stays. */
export function tableTweetStore(table: TableClient): TweetStore {
  return {
    upsert: async (tweets) => {
      const writes = transactions(tweets).map((rows) => () => write(table, rows));
      return (await inParallel(requestsInFlight, writes)).flat();
    },
  };
}

function transactions(tweets: readonly StoredTweet[]): readonly (readonly StoredTweet[])[] {
  const byKey = new Map<string, StoredTweet[]>();
  for (const tweet of tweets) {
    const known = byKey.get(tweet.partitionKey);
    if (known) known.push(tweet);
    else byKey.set(tweet.partitionKey, [tweet]);
  }
  return [...byKey.values()].flatMap((rows) => chunks(rows, rowsPerTransaction));
}

/** Writes rows of one PartitionKey; whatever storage can never take is set aside, and the rest written without it. */
async function write(table: TableClient, rows: readonly StoredTweet[]): Promise<readonly RejectedTweet[]> {
  if (rows.length === 0) return [];
  try {
    await send(table, rows);
    return [];
  } catch (error) {
    return await writeApart(table, rows, error);
  }
}

async function writeApart(table: TableClient, rows: readonly StoredTweet[], error: unknown) {
  const { meaning, reason, index } = tableFault(error);
  if (meaning === 'set-up') throw setUpError(table, reason, error);
  if (meaning === 'unavailable') throw unavailableError(table, reason, error);
  const [only] = rows;
  if (rows.length === 1 && only) return [{ tweet: only, message: reason }];
  const refused = meaning === 'entity' && index !== undefined ? rows[index] : undefined;
  if (refused) {
    const others = rows.filter((row) => row !== refused);
    return [{ tweet: refused, message: reason }, ...(await write(table, others))];
  }
  const halves = chunks(rows, Math.ceil(rows.length / 2));
  return (
    await inParallel(
      1,
      halves.map((half) => () => write(table, half)),
    )
  ).flat();
}

/** A plain upsert costs less than a transaction of one. */
async function send(table: TableClient, rows: readonly StoredTweet[]): Promise<void> {
  const abortSignal = AbortSignal.timeout(requestTimeLimitMs);
  const [only] = rows;
  if (rows.length === 1 && only) {
    await table.upsertEntity(tweetEntity(only), 'Replace', { abortSignal });
    return;
  }
  const actions = rows.map((row): TransactionAction => ['upsert', tweetEntity(row), 'Replace']);
  const { subResponses } = await table.submitTransaction(actions, { abortSignal });
  // An answer without a body passes for a success with no part of it.
  if (subResponses.length !== rows.length) throw new Error('The answer to a transaction was lost.');
}

function chunks<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

function setUpError(table: TableClient, reason: string, cause: unknown): StorageError {
  const way = 'Create it, or give the identity of the app the role Storage Table Data Contributor.';
  return new StorageError('storage-set-up', `Table ${table.tableName} cannot be used (${reason}). ${way}`, cause);
}

function unavailableError(table: TableClient, reason: string, cause: unknown): StorageError {
  const way = 'The batch will be stored again.';
  return new StorageError(
    'storage-unavailable',
    `Table ${table.tableName} cannot be reached (${reason}). ${way}`,
    cause,
  );
}

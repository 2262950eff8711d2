import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { StoredTweet } from '../pipeline/storedTweet.ts';
import type { TweetStore } from '../pipeline/tweetStore.ts';
import { inParallel } from './inParallel.ts';
import { tweetEntity } from './tweetEntity.ts';
import { chunks, writeApart } from './writeApart.ts';

/** https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions */
const rowsPerTransaction = 100;
const requestsInFlight = 8;

export interface TableTweetStoreOptions {
  /** Of one request with all repeats of the SDK. Without it a silent connection would hold the batch for ever. */
  readonly requestTimeLimitMs?: number;
}

/** Rows in a table: transactions of one PartitionKey, upsert Replace, so that nothing of an older version stays. */
export function tableTweetStore(
  table: TableClient,
  { requestTimeLimitMs = 20_000 }: TableTweetStoreOptions = {},
): TweetStore {
  const send = (rows: readonly StoredTweet[]) => sendRows(table, rows, AbortSignal.timeout(requestTimeLimitMs));
  return {
    upsert: async (tweets) => {
      const writes = transactions(tweets).map((rows) => () => writeApart(rows, send, table.tableName));
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

/** Writes at most 100 rows of one PartitionKey, all or none. A plain upsert costs less than a transaction of one. */
async function sendRows(table: TableClient, rows: readonly StoredTweet[], abortSignal: AbortSignal): Promise<void> {
  const [only] = rows;
  if (rows.length === 1 && only) {
    await table.upsertEntity(tweetEntity(only), 'Replace', { abortSignal });
    return;
  }
  const actions = rows.map((row): TransactionAction => ['upsert', tweetEntity(row), 'Replace']);
  const { subResponses } = await table.submitTransaction(actions, { abortSignal });
  // An answer without a body passes for a success with no part of it: measured, not documented.
  if (subResponses.length !== rows.length) throw new Error('The answer to a transaction was lost.');
}

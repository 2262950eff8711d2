import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import type { StoredTweet } from '../pipeline/storedTweet.ts';
import { planWrites, type Write } from '../pipeline/storing/planWrites.ts';
import { type RunEnd, unending } from '../pipeline/storing/runEnd.ts';
import { type RejectedTweet, type TweetStore, unwatched, type WriteWatch } from '../pipeline/tweetStore.ts';
import { inParallel } from './inParallel.ts';
import { repeatedly } from './repeatedly.ts';
import { retryAfterMs } from './retryAfter.ts';
import { sendWrites } from './sendWrites.ts';
import { slots } from './slots.ts';
import { tableFault } from './tableFault.ts';
import { timeLimited } from './timeLimited.ts';
import { type WatchedRequest, watchedRequest } from './watchedRequest.ts';
import { writeApart } from './writeApart.ts';

/** More gain nothing (ARCHITECTURE.md); several batches share them. */
const requestsInFlight = 16;
const requestsPerBatch = 8;

export interface TableTweetStoreOptions {
  /** Of one request. Without it a silent connection would hold the batch for ever. */
  readonly requestTimeLimitMs?: number;
  /** For how long a request that fails is repeated before the batch is given back. */
  readonly repeatForMs?: number;
}

/**
 * Rows in a table that exists. The client is to be one that repeats nothing itself: what may pass is repeated here, by
 * the request, and after a while given back to whoever repeats the whole batch.
 */
export function tableTweetStore(
  table: TableClient,
  { requestTimeLimitMs = 20_000, repeatForMs = 10_000 }: TableTweetStoreOptions = {},
): TweetStore {
  const inSlot = slots(requestsInFlight);
  const waitAskedFor = (error: unknown) => retryAfterMs(error, Date.now());
  const repeats = { firstWaitMs: 100, longestWaitMs: 5_000, forMs: repeatForMs, random: Math.random, waitAskedFor };
  const sendOnce = (writes: readonly Write[], { noNewRequests, noRequests }: RunEnd, request: WatchedRequest) =>
    inSlot(async () => {
      // One after the other, so that the first is on its way while the next is written: the SDK takes longer to write a
      // request than to send it, and would write all at the same time.
      await nextTurn();
      noNewRequests.throwIfAborted();
      const send = () => timeLimited(requestTimeLimitMs, noRequests, (signal) => sendWrites(table, writes, signal));
      return await request(send);
    });
  const write = (writes: readonly Write[], end: RunEnd, watch: WriteWatch) => {
    const send = (part: readonly Write[]) => {
      const request = watchedRequest(part, watch);
      return repeatedly(() => sendOnce(part, end, request), mayPass, end.noNewRequests, repeats);
    };
    return writeApart(writes, send, table.tableName);
  };
  return {
    upsert: (tweets, end = unending, watch = unwatched) => upsertNewest(tweets, (writes) => write(writes, end, watch)),
  };
}

function mayPass(error: unknown): boolean {
  return tableFault(error).meaning === 'unavailable';
}

/** Ends, since each round has fewer versions left: what was refused makes room for the version before it. */
async function upsertNewest(
  tweets: readonly StoredTweet[],
  write: (writes: readonly Write[]) => Promise<readonly RejectedTweet[]>,
): Promise<readonly RejectedTweet[]> {
  const { requests, superseded, refused } = planWrites(tweets);
  const tasks = requests.map((writes) => () => write(writes));
  const rejected = (await inParallel(requestsPerBatch, tasks)).flat();
  const without = new Set(rejected.map(({ tweet }) => rowOf(tweet)));
  const earlier = superseded.filter((tweet) => without.has(rowOf(tweet)));
  const later = earlier.length === 0 ? [] : await upsertNewest(earlier, write);
  return [...refused, ...rejected, ...later];
}

function rowOf({ partitionKey, rowKey }: StoredTweet): string {
  return JSON.stringify([partitionKey, rowKey]);
}

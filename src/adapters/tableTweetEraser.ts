import { odata, type TableClient } from '@azure/data-tables';
import { rowTime } from '../pipeline/forgetting/rowTime.ts';
import type { TweetEraser } from '../pipeline/forgetting/tweetEraser.ts';
import { type RowKeys, rowKeys } from '../pipeline/rowKeys.ts';
import { type RunEnd, unending } from '../pipeline/storing/runEnd.ts';
import { filtersBefore } from './filtersBefore.ts';
import { inParallel } from './inParallel.ts';
import { keyPages } from './keyPages.ts';
import { olderHours } from './olderHours.ts';
import { removeOne, removeTogether } from './removeRows.ts';
import { type TableRequest, tableRequests } from './tableRequests.ts';

/** https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions */
const rowsPerTransaction = 100;
const requestsInFlight = 8;

export interface TableTweetEraserOptions {
  /** Of one request. */
  readonly requestTimeLimitMs?: number;
  /** For how long a request that fails is repeated before the run is given up. */
  readonly repeatForMs?: number;
}

/**
 * Deletes rows of a table that exists, in transactions of one PartitionKey. Rejects with StorageError. The client is to be
 * one that repeats nothing itself.
 */
export function tableTweetEraser(
  table: TableClient,
  { requestTimeLimitMs = 30_000, repeatForMs = 10_000 }: TableTweetEraserOptions = {},
): TweetEraser {
  const within = (end: RunEnd) => tableRequests(table.tableName, end, { requestTimeLimitMs, repeatForMs });
  return {
    removeBefore: (time, end = unending) => removeBefore(table, time, within(end)),
    keys: (end = unending) => keyPages(table, undefined, within(end)),
    has: async (id) => {
      const keys = rowKeys(id);
      return keys !== undefined && (await isThere(table, keys, within(unending)));
    },
    remove: async (id) => {
      const keys = rowKeys(id);
      return keys !== undefined && (await removeOne(table, keys, within(unending)));
    },
  };
}

async function* removeBefore(table: TableClient, time: Date, request: TableRequest): AsyncGenerator<number> {
  const { hour, ofItsHour } = filtersBefore(time);
  for await (const filters of olderHours(table, hour, request)) yield* removeFrom(table, filters, time, request);
  yield* removeFrom(table, ofItsHour, time, request);
}

/**
 * From all of these parts of the table side by side, a page of each at a time: a key takes 2,000 entities a second at most.
 * https://learn.microsoft.com/azure/storage/tables/scalability-targets
 */
async function* removeFrom(
  table: TableClient,
  filters: readonly string[],
  time: Date,
  request: TableRequest,
): AsyncGenerator<number> {
  let open = filters.map((filter) => keyPages(table, filter, request));
  while (open.length > 0) {
    const pages = await inParallel(
      open.length,
      open.map((pagesOf) => () => pagesOf.next()),
    );
    const old = pages.map(({ value }) => (value ?? []).filter((keys) => isBefore(keys, time)));
    const tasks = inTurns(old.map(transactions)).map((rows) => () => removeTogether(table, rows, request));
    await inParallel(requestsInFlight, tasks);
    const count = old.flat().length;
    if (count > 0) yield count;
    open = open.filter((_, index) => pages[index]?.done === false);
  }
}

/** Rows with foreign keys are of no time, and stay. */
function isBefore(keys: RowKeys, time: Date): boolean {
  return (rowTime(keys) ?? Number.POSITIVE_INFINITY) < time.getTime();
}

async function isThere(table: TableClient, keys: RowKeys, request: TableRequest): Promise<boolean> {
  const filter = odata`PartitionKey eq ${keys.partitionKey} and RowKey eq ${keys.rowKey}`;
  for await (const page of keyPages(table, filter, request)) if (page.length > 0) return true;
  return false;
}

function transactions(rows: readonly RowKeys[]): readonly (readonly RowKeys[])[] {
  const parts: RowKeys[][] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    // A page is in the order of its keys, so that rows of one key lie side by side.
    if (last && last.length < rowsPerTransaction && last[0]?.partitionKey === row.partitionKey) last.push(row);
    else parts.push([row]);
  }
  return parts;
}

/** The first of each list, then the second of each, and so on. */
function inTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1))).flat();
}

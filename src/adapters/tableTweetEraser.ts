import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { rowTime } from '../pipeline/forgetting/rowTime.ts';
import type { TweetEraser } from '../pipeline/forgetting/tweetEraser.ts';
import { type RowKeys, rowKeys } from '../pipeline/rowKeys.ts';
import { type RunEnd, unending } from '../pipeline/storing/runEnd.ts';
import { filtersBefore } from './filtersBefore.ts';
import { inParallel } from './inParallel.ts';
import { keyPages } from './keyPages.ts';
import { tableError } from './tableError.ts';
import { tableFault } from './tableFault.ts';
import { timeLimited } from './timeLimited.ts';

/** https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions */
const rowsPerTransaction = 100;
const requestsInFlight = 8;
const requestTimeLimitMs = 30_000;

/** Deletes rows of a table that exists, in transactions of one PartitionKey. Rejects with StorageError. */
export function tableTweetEraser(table: TableClient): TweetEraser {
  return {
    removeBefore: (time, end = unending) => removeBefore(table, time, end),
    times: (end = unending) => times(table, end),
    has: async (id) => {
      const keys = rowKeys(id);
      return keys !== undefined && (await firstOf(table, keys)) !== undefined;
    },
    remove: async (id) => {
      const keys = rowKeys(id);
      return keys !== undefined && orTableError(table, unending, () => removeOne(table, keys));
    },
  };
}

async function* removeBefore(table: TableClient, time: Date, end: RunEnd): AsyncGenerator<number> {
  for (const filter of filtersBefore(time)) {
    for await (const page of keyPages(table, filter, end)) {
      const old = page.filter((keys) => (rowTime(keys) ?? Number.POSITIVE_INFINITY) < time.getTime());
      await removeAll(table, old, end);
      yield old.length;
    }
  }
}

async function* times(table: TableClient, end: RunEnd): AsyncGenerator<readonly number[]> {
  for await (const page of keyPages(table, undefined, end)) {
    yield page.map(rowTime).filter((time) => time !== undefined);
  }
}

async function firstOf(table: TableClient, { partitionKey, rowKey }: RowKeys): Promise<RowKeys | undefined> {
  const filter = odata`PartitionKey eq ${partitionKey} and RowKey eq ${rowKey}`;
  for await (const [row] of keyPages(table, filter, unending)) return row;
  return undefined;
}

async function removeAll(table: TableClient, rows: readonly RowKeys[], end: RunEnd): Promise<void> {
  const tasks = transactions(rows).map(
    (part) => () => orTableError(table, end, () => removeTogether(table, part, end)),
  );
  await inParallel(requestsInFlight, tasks);
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

/** All or none. Where somebody has deleted one of them in the meantime, or this repeats a lost answer, one by one. */
async function removeTogether(table: TableClient, rows: readonly RowKeys[], { noRequests }: RunEnd): Promise<void> {
  const actions = rows.map(({ partitionKey, rowKey }): TransactionAction => ['delete', { partitionKey, rowKey }]);
  try {
    const { subResponses } = await timeLimited(requestTimeLimitMs, noRequests, (abortSignal) =>
      table.submitTransaction(actions, { abortSignal }),
    );
    // An answer without a body passes for a success with no part of it: measured, not documented.
    if (subResponses.length !== rows.length) throw new Error('The answer to a transaction was lost.');
  } catch (error) {
    if (!isGone(error)) throw error;
    for (const row of rows) await removeOne(table, row);
  }
}

/** Resolves with whether there was one. */
async function removeOne(table: TableClient, { partitionKey, rowKey }: RowKeys): Promise<boolean> {
  try {
    await table.deleteEntity(partitionKey, rowKey, { abortSignal: AbortSignal.timeout(requestTimeLimitMs) });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** Also 404, but by its code no missing table. */
function isGone(error: unknown): boolean {
  return tableFault(error).reason === 'ResourceNotFound';
}

async function orTableError<T>(
  table: TableClient,
  { noNewRequests, noRequests }: RunEnd,
  request: () => Promise<T>,
): Promise<T> {
  noNewRequests.throwIfAborted();
  try {
    return await request();
  } catch (cause) {
    throw noRequests.aborted ? noRequests.reason : tableError(table.tableName, tableFault(cause), cause);
  }
}

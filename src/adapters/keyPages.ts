import type { TableClient } from '@azure/data-tables';
import type { RowKeys } from '../pipeline/rowKeys.ts';
import type { RunEnd } from '../pipeline/storing/runEnd.ts';
import { tableError } from './tableError.ts';
import { tableFault } from './tableFault.ts';
import { timeLimited } from './timeLimited.ts';

/** What storage gives at once. */
const rowsPerPage = 1_000;
const pageTimeLimitMs = 30_000;

/**
 * The keys of the rows that a filter names, or of all, in their order, page by page. Rows may be deleted in between.
 * Rejects with StorageError, or with the reason of the end.
 */
export async function* keyPages(
  table: TableClient,
  filter: string | undefined,
  { noNewRequests, noRequests }: RunEnd,
): AsyncGenerator<readonly RowKeys[]> {
  for (let continuationToken: string | undefined; ; ) {
    noNewRequests.throwIfAborted();
    const token = continuationToken;
    const page = await timeLimited(pageTimeLimitMs, noRequests, (abortSignal) =>
      nextPage(table, filter, token, abortSignal),
    ).catch((cause: unknown) => {
      throw noRequests.aborted ? noRequests.reason : tableError(table.tableName, tableFault(cause), cause);
    });
    yield page.keys;
    if (!page.continuationToken) return;
    continuationToken = page.continuationToken;
  }
}

async function nextPage(
  table: TableClient,
  filter: string | undefined,
  continuationToken: string | undefined,
  abortSignal: AbortSignal,
) {
  const queryOptions = { select: ['PartitionKey', 'RowKey'], ...(filter !== undefined && { filter }) };
  const pages = table
    .listEntities<RowKeys>({ queryOptions, abortSignal })
    .byPage({ maxPageSize: rowsPerPage, ...(continuationToken && { continuationToken }) });
  for await (const page of pages) {
    const keys = page.map(({ partitionKey, rowKey }) => ({ partitionKey: partitionKey ?? '', rowKey: rowKey ?? '' }));
    return { keys, continuationToken: page.continuationToken };
  }
  return { keys: [], continuationToken: undefined };
}

import type { TableClient } from '@azure/data-tables';
import type { RowKeys } from '../pipeline/rowKeys.ts';
import type { TableRequest } from './tableRequests.ts';

/** What storage gives at once. */
const mostRows = 1_000;

/**
 * The keys of the rows that a filter names, or of all, in their order, page by page; a page may be empty and not the last.
 * Rows may be deleted in between. Rejects as the request does.
 */
export async function* keyPages(
  table: TableClient,
  filter: string | undefined,
  request: TableRequest,
  maxPageSize = mostRows,
): AsyncGenerator<readonly RowKeys[], undefined> {
  for (let continuationToken: string | undefined; ; ) {
    const from = continuationToken;
    const page = await request((abortSignal) => nextPage(table, { filter, maxPageSize, from }, abortSignal));
    yield page.keys;
    if (!page.continuationToken) return undefined;
    continuationToken = page.continuationToken;
  }
}

interface Page {
  readonly filter: string | undefined;
  readonly maxPageSize: number;
  /** The continuation token of the page before. */
  readonly from: string | undefined;
}

async function nextPage(table: TableClient, { filter, maxPageSize, from }: Page, abortSignal: AbortSignal) {
  const queryOptions = { select: ['PartitionKey', 'RowKey'], ...(filter !== undefined && { filter }) };
  let isLost = false;
  const onResponse = ({ bodyAsText }: { readonly bodyAsText?: string | null }) => {
    isLost = !bodyAsText;
  };
  const pages = table
    .listEntities<RowKeys>({ queryOptions, abortSignal, onResponse })
    .byPage({ maxPageSize, ...(from && { continuationToken: from }) });
  for await (const page of pages) {
    // An answer without a body passes for a page without rows: measured, not documented.
    if (isLost) throw new Error('The answer to a query was lost.');
    const keys = page.map(({ partitionKey, rowKey }) => ({ partitionKey: partitionKey ?? '', rowKey: rowKey ?? '' }));
    return { keys, continuationToken: page.continuationToken };
  }
  return { keys: [], continuationToken: undefined };
}

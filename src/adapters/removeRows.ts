import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { RowKeys } from '../pipeline/rowKeys.ts';
import { tableFault } from './tableFault.ts';
import type { TableRequest } from './tableRequests.ts';

/** All or none. Where somebody has deleted one of them in the meantime, or this repeats a lost answer, one by one. */
export async function removeTogether(
  table: TableClient,
  rows: readonly RowKeys[],
  request: TableRequest,
): Promise<void> {
  const actions = rows.map(({ partitionKey, rowKey }): TransactionAction => ['delete', { partitionKey, rowKey }]);
  const isDone = await request(async (abortSignal) => {
    try {
      const { subResponses } = await table.submitTransaction(actions, { abortSignal });
      // An answer without a body passes for a success with no part of it: measured, not documented.
      if (subResponses.length !== rows.length) throw new Error('The answer to a transaction was lost.');
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  });
  if (!isDone) for (const row of rows) await removeOne(table, row, request);
}

/** Resolves with whether there was one. */
export async function removeOne(
  table: TableClient,
  { partitionKey, rowKey }: RowKeys,
  request: TableRequest,
): Promise<boolean> {
  return await request(async (abortSignal) => {
    try {
      await table.deleteEntity(partitionKey, rowKey, { abortSignal });
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  });
}

/** Also 404, but by its code no missing table. */
function isGone(error: unknown): boolean {
  return tableFault(error).reason === 'ResourceNotFound';
}

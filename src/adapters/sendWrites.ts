import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { Write } from '../pipeline/storing/planWrites.ts';

/**
 * Writes all rows of a request or none: upsert Replace, so that nothing of an older version stays. A plain upsert costs
 * less than a transaction of one.
 */
export async function sendWrites(
  table: TableClient,
  writes: readonly Write[],
  abortSignal: AbortSignal,
): Promise<void> {
  const [only] = writes;
  if (writes.length === 1 && only) {
    await table.upsertEntity(only.entity, 'Replace', { abortSignal });
    return;
  }
  const actions = writes.map(({ entity }): TransactionAction => ['upsert', entity, 'Replace']);
  const { subResponses } = await table.submitTransaction(actions, { abortSignal });
  // An answer without a body passes for a success with no part of it: measured, not documented.
  const done = subResponses.filter(({ status }) => status >= 200 && status < 300);
  if (done.length !== writes.length) throw new Error('The answer to a transaction was lost.');
}

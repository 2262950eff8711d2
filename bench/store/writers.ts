import type { TableClient, TransactionAction } from '@azure/data-tables';
import { inParallel } from '../../src/adapters/inParallel.ts';
import { tableTweetStore } from '../../src/adapters/tableTweetStore.ts';
import type { StoredTweet } from '../../src/pipeline/storedTweet.ts';
import { tweetEntity } from '../../src/pipeline/storing/tweetEntity.ts';

type Rows = readonly StoredTweet[];
/** Writes batches of rows, one batch after the other. Rejects when any row was not written. */
export type Writer = (table: TableClient, batches: readonly Rows[]) => Promise<void>;

const perTransaction = 100;

/** One upsert after the other. */
export const sequential: Writer = async (table, batches) => {
  for (const row of batches.flat()) await table.upsertEntity(tweetEntity(row), 'Replace');
};

/** All upserts of a batch at once. */
export const parallel: Writer = async (table, batches) => {
  for (const batch of batches) await Promise.all(batch.map((row) => table.upsertEntity(tweetEntity(row), 'Replace')));
};

/** Transactions of at most 100 rows for each key of a batch, one after the other. */
export const perKey: Writer = async (table, batches) => {
  for (const batch of batches) for (const rows of transactions(batch)) await submit(table, rows);
};

export const ours: Writer = async (table, batches) => {
  const store = tableTweetStore(table);
  for (const batch of batches) {
    const rejected = await store.upsert(batch);
    if (rejected.length > 0) throw new Error(`Storage refused ${rejected.length} rows: ${rejected[0]?.message}`);
  }
};

/** Full transactions of all batches together, so many in flight: what nobody can do who is given batches. */
export const ceiling =
  (inFlight: number): Writer =>
  async (table, batches) => {
    const keys = [...new Set(batches.flat().map(({ partitionKey }) => partitionKey))];
    const full = chunks(batches.flat()).map((rows, index) => withKey(rows, keys[index % keys.length] ?? ''));
    await inParallel(
      inFlight,
      full.map((rows) => () => submit(table, rows)),
    );
  };

function withKey(rows: Rows, partitionKey: string): Rows {
  return rows.map((row) => ({ ...row, partitionKey }));
}

function transactions(batch: Rows): readonly Rows[] {
  const byKey = new Map<string, StoredTweet[]>();
  for (const row of batch) byKey.set(row.partitionKey, [...(byKey.get(row.partitionKey) ?? []), row]);
  return [...byKey.values()].flatMap(chunks);
}

function chunks(rows: Rows): readonly Rows[] {
  const count = Math.ceil(rows.length / perTransaction);
  return Array.from({ length: count }, (_, index) => rows.slice(index * perTransaction, (index + 1) * perTransaction));
}

async function submit(table: TableClient, rows: Rows): Promise<void> {
  const actions = rows.map((row): TransactionAction => ['upsert', tweetEntity(row), 'Replace']);
  const { subResponses } = await table.submitTransaction(actions);
  if (subResponses.length !== rows.length) throw new Error('The answer to a transaction was lost.');
}

import { benchBatches } from './benchBatches.ts';
import type { BenchOptions } from './benchOptions.ts';
import type { WithTable } from './benchTables.ts';
import { rate } from './rate.ts';
import { ceiling, ours } from './writers.ts';

const batchesPerTurn = 4;

export interface LargeTableFigures {
  readonly ours: number;
  readonly ceiling: number;
}

/**
 * Rows per second into a table that holds many already, and the ceiling there: two tables, filled alike, written in
 * turns of four batches, so that what disturbs the machine disturbs both.
 */
export async function measureLargeTable(
  { eventsPerBatch, rowsBefore, rowsThen }: BenchOptions,
  inFlight: number,
  withTable: WithTable,
): Promise<LargeTableFigures> {
  const batches = benchBatches((rowsBefore + rowsThen) / eventsPerBatch, eventsPerBatch, 'real');
  const before = batches.slice(0, rowsBefore / eventsPerBatch);
  return await withTable((one) =>
    withTable(async (other) => {
      await ours(one, before);
      await ours(other, before);
      const seconds = { ours: 0, ceiling: 0 };
      for (let next = before.length; next < batches.length; next += batchesPerTurn) {
        const turn = batches.slice(next, next + batchesPerTurn);
        seconds.ours += 1 / (await rate(1, () => ours(one, turn)));
        seconds.ceiling += 1 / (await rate(1, () => ceiling(inFlight)(other, turn)));
      }
      return { ours: Math.round(rowsThen / seconds.ours), ceiling: Math.round(rowsThen / seconds.ceiling) };
    }),
  );
}

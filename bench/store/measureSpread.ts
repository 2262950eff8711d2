import { benchBatches } from './benchBatches.ts';
import { type BenchOptions, eventsPerBatch } from './benchOptions.ts';
import type { WithTable } from './benchTables.ts';
import type { Spread, SpreadFigures } from './figures.ts';
import { median, rate } from './rate.ts';
import { ceiling, ours, parallel, perKey, sequential, type Writer } from './writers.ts';

/** More in flight gain nothing on any machine tried. */
export const concurrencies = [2, 4, 8, 16];

/** Each writer on the same batches, in turn, so that what disturbs the machine disturbs all. */
export async function measureSpread(
  keys: Spread,
  { batches: count, repetitions }: BenchOptions,
  withTable: WithTable,
): Promise<SpreadFigures> {
  const batches = benchBatches(count, keys);
  const rateOf = (write: Writer) => withTable((table) => rate(count * eventsPerBatch, () => write(table, batches)));
  const writers = new Map(
    [sequential, parallel, perKey, ours, ...concurrencies.map(ceiling)].map((write) => [write, [0].slice(1)]),
  );
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const [write, rates] of writers) rates.push(await rateOf(write));
  }
  const [ofSequential = 0, ofParallel = 0, ofPerKey = 0, ofOurs = 0, ...ceilings] = [...writers.values()].map((rates) =>
    Math.round(median(rates)),
  );
  return {
    keys,
    sequential: ofSequential,
    parallel: ofParallel,
    perKey: ofPerKey,
    ours: ofOurs,
    ceiling: Math.max(...ceilings),
  };
}

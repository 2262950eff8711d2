import { benchBatches } from './benchBatches.ts';
import type { BenchOptions } from './benchOptions.ts';
import type { WithTable } from './benchTables.ts';
import type { Spread, SpreadFigures } from './figures.ts';
import { median, rate } from './rate.ts';
import { ceiling, ours, parallel, perKey, sequential, type Writer } from './writers.ts';

export interface MeasuredSpread {
  readonly figures: SpreadFigures;
  /** The number of full transactions in flight that was fastest. */
  readonly bestInFlight: number;
}

const concurrencies = [2, 4, 8, 16];

/** Each writer on the same batches, in turn, so that what disturbs the machine disturbs all of them. */
export async function measureSpread(
  keys: Spread,
  { batches: count, eventsPerBatch, repetitions }: BenchOptions,
  withTable: WithTable,
): Promise<MeasuredSpread> {
  const batches = benchBatches(count, eventsPerBatch, keys);
  const ceilingWriters = concurrencies.map(ceiling);
  const rates = new Map<Writer, number[]>();
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const write of [sequential, parallel, perKey, ours, ...ceilingWriters]) {
      const rowsPerSecond = await withTable((table) => rate(count * eventsPerBatch, () => write(table, batches)));
      rates.set(write, [...(rates.get(write) ?? []), rowsPerSecond]);
    }
  }
  const rateOf = (writer: Writer) => Math.round(median(rates.get(writer) ?? []));
  const ceilings = ceilingWriters.map(rateOf);
  const best = Math.max(...ceilings);
  return {
    figures: {
      keys,
      sequential: rateOf(sequential),
      parallel: rateOf(parallel),
      perKey: rateOf(perKey),
      ours: rateOf(ours),
      ceiling: best,
    },
    bestInFlight: concurrencies[ceilings.indexOf(best)] ?? 1,
  };
}

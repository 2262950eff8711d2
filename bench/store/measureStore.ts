import type { BenchOptions } from './benchOptions.ts';
import type { BenchTables } from './benchTables.ts';
import { type SpreadFigures, type StoreFigures, spreads } from './figures.ts';
import { measureDecoding } from './measureDecoding.ts';
import { measureLargeTable } from './measureLargeTable.ts';
import { measureSpread } from './measureSpread.ts';

/** Runs the benchmark. Tells its progress line by line. */
export async function measureStore(
  options: BenchOptions,
  { withTable }: BenchTables,
  progress: (line: string) => void,
): Promise<StoreFigures> {
  progress('decoding and planning');
  const decodePerSecond = await measureDecoding(options.tweetsDecoded);
  // Until the code of this process and of Azurite is compiled.
  await measureSpread(10, { ...options, batches: 1, repetitions: 1 }, withTable);
  const figures: SpreadFigures[] = [];
  let inFlight = 1;
  for (const keys of spreads) {
    progress(keys === 'real' ? 'our real keys' : `${keys} ${keys === 1 ? 'key' : 'keys'}`);
    const spread = await measureSpread(keys, options, withTable);
    figures.push(spread.figures);
    inFlight = spread.bestInFlight;
  }
  progress(`a table of ${options.rowsBefore.toLocaleString('en-GB')} rows, two of them`);
  const large = await measureLargeTable(options, inFlight, withTable);
  return { spreads: figures, rowsPerSecondAt100k: large.ours, ceilingAt100k: large.ceiling, decodePerSecond };
}

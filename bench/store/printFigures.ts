import type { HostFigures, MemoryFigures, SpreadFigures, StoreFigures } from './figures.ts';

/** The figures for people, with what they are measured by. */
export function printFigures({ spreads, rowsPerSecondAt100k, ceilingAt100k, decodePerSecond }: StoreFigures): string {
  const ratio = rowsPerSecondAt100k / ceilingAt100k;
  return [
    'Rows per second into an empty table',
    row('keys', 'sequential', 'parallel', 'per key', 'ours', 'ceiling', '÷ sequential', '÷ per key'),
    ...spreads.map(spreadRow),
    '',
    `Into a table of 100,000 rows: ${shown(rowsPerSecondAt100k)}, the ceiling ${shown(ceilingAt100k)}: ${times(ratio)} of it${goal(ratio, 0.8)}`,
    `Decoded and planned on one core: ${shown(decodePerSecond)} tweets per second${goal(decodePerSecond, 100_000)}`,
    '',
  ].join('\n');
}

/** The same for `--memory`. */
export function printMemory({ events, afterFirstFifthMiB, atEndMiB, ratio }: MemoryFigures): string {
  const [fifth, end] = [shown(afterFirstFifthMiB), shown(atEndMiB)];
  return `${shown(events)} events: ${fifth} MiB after the first fifth, ${end} MiB at the end: ${times(ratio)} (goal: at most 1.2)\n`;
}

/** The same for `--host`. */
export function printHost(figures: readonly HostFigures[]): string {
  const lines = figures.map(({ batchSize, prefetch, checkpointFrequency, tweetsPerSecond, batches }) =>
    row('', ...[batchSize, prefetch, checkpointFrequency, tweetsPerSecond, batches].map(shown)),
  );
  return [row('', 'batch', 'prefetch', 'checkpoint', 'tweets/s', 'batches'), ...lines, ''].join('\n');
}

function spreadRow({ keys, sequential, parallel, perKey, ours, ceiling }: SpreadFigures): string {
  const figures = [sequential, parallel, perKey, ours, ceiling].map(shown);
  const overPerKey = `${times(ours / perKey)}${goal(ours / perKey, keys === 1 ? 1.2 : 1.5)}`;
  return row(String(keys), ...figures, `${times(ours / sequential)}${goal(ours / sequential, 5)}`, overPerKey);
}

function row(name: string, ...cells: readonly string[]): string {
  return name.padEnd(6) + cells.map((cell) => cell.padStart(13)).join('');
}

function goal(value: number, least: number): string {
  return value >= least ? '' : ` (goal: ${shown(least)})`;
}

function times(value: number): string {
  return `${value.toFixed(2)} ×`;
}

function shown(value: number): string {
  return value.toLocaleString('en-GB');
}

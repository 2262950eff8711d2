import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { benchBatches } from '../../../bench/store/benchBatches.ts';
import { type BenchTables, benchTables } from '../../../bench/store/benchTables.ts';
import { measureMemory } from '../../../bench/store/measureMemory.ts';
import { measureStore } from '../../../bench/store/measureStore.ts';
import { parseBench } from '../../../bench/store/parseBench.ts';
import { printFigures, printHost, printMemory } from '../../../bench/store/printFigures.ts';
import { median } from '../../../bench/store/rate.ts';
import { ceiling, ours, parallel, perKey, sequential } from '../../../bench/store/writers.ts';

const small = { eventsPerBatch: 20, tweetsDecoded: 1_000, batches: 1, repetitions: 1, rowsBefore: 40, rowsThen: 40 };
const quiet = () => undefined;

describe('npm run bench:store', () => {
  let tables: BenchTables;
  beforeAll(async () => {
    tables = await benchTables();
  });
  afterAll(() => tables.close());

  it('measures all that it says, in the form that it says', async () => {
    const figures = await measureStore(small, tables, quiet);
    expect(Object.keys(figures)).toEqual(['spreads', 'rowsPerSecondAt100k', 'ceilingAt100k', 'decodePerSecond']);
    expect(figures.spreads.map(({ keys }) => keys)).toEqual([1, 10, 64, 'real']);
    for (const { keys, ...rates } of figures.spreads) {
      expect(Object.keys(rates)).toEqual(['sequential', 'parallel', 'perKey', 'ours', 'ceiling']);
      for (const rate of [keys, ...Object.values(rates)]) expect(rate === 'real' || Number.isInteger(rate)).toBe(true);
    }
    expect(JSON.stringify(figures)).not.toMatch(/null|:0[,}]/);
    expect(printFigures(figures)).toMatch(/^Rows per second.*\nreal .* tweets per second/s);
  });

  it('has every writer write every row of every batch', async () => {
    for (const write of [sequential, parallel, perKey, ours, ceiling(2)]) {
      const rows = await tables.withTable(async (table) => {
        await write(table, benchBatches(3, 70, 10));
        const ids = new Set<unknown>();
        for await (const { id } of table.listEntities()) ids.add(id);
        return ids.size;
      });
      expect(rows).toBe(210);
    }
  });

  it('compares memory after a fifth with that at the end', async () => {
    const figures = await measureMemory(5_000, tables, quiet);
    expect(figures).toEqual({
      events: 5_000,
      afterFirstFifthMiB: expect.any(Number),
      atEndMiB: expect.any(Number),
      ratio: expect.any(Number),
    });
    expect(figures.afterFirstFifthMiB).toBeGreaterThan(10);
    expect(printMemory(figures)).toContain('5,000 events');
  });

  it('spreads rows over so many keys, or over those that they really have', () => {
    const keysOf = (keys: 1 | 10 | 'real') =>
      new Set(
        benchBatches(2, 100, keys)
          .flat()
          .map(({ partitionKey }) => partitionKey),
      );
    expect([keysOf(1).size, keysOf(10).size]).toEqual([1, 10]);
    expect([...keysOf('real')].toSorted()).toEqual([0, 1, 2, 3].map((bucket) => `2026112022-${bucket}`));
  });

  it('takes its options, and says what is wrong with them', () => {
    const stream = new PassThrough();
    const parse = (...args: readonly string[]) => parseBench(args, { output: stream, progress: stream });
    expect(parse()).toMatchObject({ json: false, batches: 3, repetitions: 3, rowsBefore: 100_000, rowsThen: 20_000 });
    expect(parse('--quick', '--json', '--memory')).toMatchObject({ json: true, repetitions: 1, memoryEvents: 50_000 });
    expect(parse('--host')).toMatchObject({ hostEvents: 40_000, repetitions: 3 });
    expect(() => parse('--repetitions', '0')).toThrow('It must be a whole number from 1.');
    expect(() => parse('--help')).toThrow();
    expect(String(stream.read())).toContain('npm run bench:store --');
  });
});

it('shows what the host stores by the values of host.json', () => {
  const figures = { batchSize: 1_000, prefetch: 2_000, checkpointFrequency: 1, tweetsPerSecond: 3_282, batches: 33 };
  expect(
    printHost([figures])
      .split('\n')
      .map((line) => line.trim().split(/\s+/)),
  ).toEqual([['batch', 'prefetch', 'checkpoint', 'tweets/s', 'batches'], ['1,000', '2,000', '1', '3,282', '33'], ['']]);
});

it('takes the middle one for the median', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 3, 2, 1])).toBe(2);
  expect(() => median([])).toThrow('nothing');
});

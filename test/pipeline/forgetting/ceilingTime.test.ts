import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ceilingTime } from '../../../src/pipeline/forgetting/ceilingTime.ts';

const counts = fc
  .array(fc.tuple(fc.nat(1_000), fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 40 })
  .map((pairs) => new Map(pairs));
const sum = (rows: ReadonlyMap<number, number>, from = 0) =>
  [...rows].filter(([second]) => second >= from).reduce((total, [, count]) => total + count, 0);

it('leaves at most so many rows, and no fewer than it has to, but always the newest second', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 500 }), (rows, maxRows) => {
      const time = ceilingTime(rows, maxRows);
      if (time === undefined) return expect(sum(rows) <= maxRows || rows.size === 1).toBe(true);
      const newest = Math.max(...rows.keys());
      const [from, before] = [time / 1000, Math.max(...[...rows.keys()].filter((second) => second < time / 1000))];
      expect(sum(rows, from) <= maxRows || from === newest).toBe(true);
      expect(sum(rows, before)).toBeGreaterThan(maxRows);
    }),
  );
});

it('leaves everything where there is room, and nothing where there is nothing', () => {
  expect(ceilingTime(new Map([[1, 5]]), 5)).toBeUndefined();
  expect(ceilingTime(new Map([[1, 6]]), 5)).toBeUndefined();
  expect(ceilingTime(new Map(), 5)).toBeUndefined();
});

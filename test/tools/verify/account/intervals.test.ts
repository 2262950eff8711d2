import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Intervals } from '../../../../tools/verify/account/intervals.ts';

describe('a set of ranges', () => {
  it('knows of every number whether it is in it, whatever was added in whatever order', () => {
    const range = fc.tuple(fc.nat(60), fc.nat(10)).map(([from, more]) => [from, from + more] as const);
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (ranges) => {
        const intervals = new Intervals();
        for (const [from, to] of ranges) intervals.add(from, to);
        const isIn = (number: number) => ranges.some(([from, to]) => from <= number && number <= to);
        const numbers = Array.from({ length: 72 }, (_, index) => index);
        expect(numbers.filter((each) => intervals.holds(each, each))).toEqual(numbers.filter(isIn));
        expect(intervals.size).toBe(numbers.filter(isIn).length);
        expect(intervals.frontier).toBe(numbers.findIndex((each) => !isIn(each)));
      }),
    );
  });

  it('holds what has no numbers', () => {
    expect(new Intervals().holds(0, -1)).toBe(true);
  });
});

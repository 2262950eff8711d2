import { describe, expect, it } from '@jest/globals';
import { percentile } from '../../../bench/eventHubs/percentile.ts';

const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

describe('a percentile', () => {
  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
    [0.991, 100],
  ])('%d of 1 to 100 is %d: the smallest value that so many do not exceed', (share, value) => {
    expect(percentile(oneToHundred, share)).toBe(value);
  });

  it('of one value is that value, and of none is 0', () => {
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.99)).toBe(0);
  });

  it('compares as numbers, and leaves the values in their order', () => {
    const values = [10, 9, 100];
    expect(percentile(values, 0.5)).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });
});

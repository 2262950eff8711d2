import { describe, expect, it } from '@jest/globals';
import { chance, logNormal, pick, seededRandom } from '../../../src/pipeline/testTweets/random.ts';

describe('seeded randomness', () => {
  it('is the same for the same seed', () => {
    const take = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(take(3)).toEqual(take(3));
    expect(take(4)).not.toEqual(take(3));
  });

  it('lies evenly in [0, 1)', () => {
    const numbers = Array.from({ length: 10_000 }, seededRandom(1));
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(numbers.reduce((sum, number) => sum + number) / numbers.length).toBeCloseTo(0.5, 1);
  });

  it('picks every value, also at the edges', () => {
    expect([0, 0.5, 0.999].map((number) => pick(() => number, ['a', 'b', 'c']))).toEqual(['a', 'b', 'c']);
    expect([chance(() => 0.19, 0.2), chance(() => 0.2, 0.2)]).toEqual([true, false]);
  });

  it('draws whole counts around a median, a few of them large', () => {
    const random = seededRandom(1);
    const counts = Array.from({ length: 10_000 }, () => logNormal(random, 3, 1.7)).toSorted((a, b) => a - b);
    expect(counts.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
    expect([2, 3, 4]).toContain(counts[5000]);
    expect(counts.at(-1)).toBeGreaterThan(300);
  });
});

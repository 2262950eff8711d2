import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clockBounds, earlierOf, unusuallyApartMs } from '../../../src/pipeline/twitter/xClock.ts';
import { noon } from '../../support/twitter/sourceUnderTest.ts';

it("X's clock is ahead of ours by no less and no more than an answer's date and duration say", () => {
  const skew = fc.integer({ min: -600_000, max: 600_000 });
  const part = fc.integer({ min: 0, max: 15_000 });
  fc.assert(
    fc.property(skew, part, part, (ahead, there, back) => {
      const answeredByX = noon + there + ahead;
      const dateMs = Math.floor(answeredByX / 1000) * 1000;
      const bounds = clockBounds(dateMs, noon, noon + there + back);
      expect(bounds?.lowMs).toBeLessThanOrEqual(ahead);
      expect(bounds?.highMs).toBeGreaterThanOrEqual(ahead);
    }),
  );
});

it('an answer without a date says nothing, nor does one of another age', () => {
  expect(clockBounds(undefined, noon, noon)).toBeUndefined();
  expect(clockBounds(0, noon, noon)).toBeUndefined();
});

it('clocks more than a quarter of an hour apart are both taken into account: nobody knows which is right', () => {
  const hour = 3_600_000;
  expect(clockBounds(noon - hour, noon, noon)).toEqual({ lowMs: -hour, highMs: hour / 4 });
  expect(clockBounds(noon + hour, noon, noon)).toEqual({ lowMs: -hour / 4, highMs: hour + 1000 });
  expect(unusuallyApartMs(clockBounds(noon - hour, noon, noon))).toBe(hour);
  expect(unusuallyApartMs(clockBounds(noon - hour / 6, noon, noon))).toBeUndefined();
  expect(earlierOf(noon, clockBounds(noon - hour, noon, noon))).toBe(noon - hour);
  expect(earlierOf(noon, undefined)).toBe(noon);
});

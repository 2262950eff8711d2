import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clockBounds } from '../../../src/pipeline/twitter/xClock.ts';
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

it('an answer without a date says nothing, nor does one of another time', () => {
  expect(clockBounds(undefined, noon, noon)).toBeUndefined();
  expect(clockBounds(noon - 3_600_000, noon, noon)).toBeUndefined();
});

import { describe, expect, it } from '@jest/globals';
import { floorAt, holeBetween, isEndOfReach, withinReach } from '../../../src/pipeline/twitter/reach.ts';
import { idAt, timeOf } from '../../../src/pipeline/twitter/snowflake.ts';
import { noon } from '../../support/twitter/sourceUnderTest.ts';

describe('what X can still give', () => {
  it('is left as it is', () => {
    const position = { cursor: 500n, hole: { lo: 300n, hi: 400n } };
    expect(withinReach(position, 300n)).toEqual({ position, gaps: [] });
  });

  it('begins at the floor, and what lies below is a gap with its bounds', () => {
    expect(withinReach({ cursor: 200n }, 300n)).toEqual({
      position: { cursor: 300n, hole: undefined },
      gaps: [{ after: 200n, upTo: 300n }],
    });
  });

  it('may be the upper part of a hole', () => {
    expect(withinReach({ cursor: 500n, hole: { lo: 200n, hi: 400n } }, 300n)).toEqual({
      position: { cursor: 500n, hole: { lo: 300n, hi: 400n } },
      gaps: [{ after: 200n, upTo: 300n }],
    });
  });

  it('may be nothing of a hole', () => {
    for (const hi of [300n, 301n]) {
      const { position, gaps } = withinReach({ cursor: 500n, hole: { lo: 200n, hi } }, 300n);
      expect(position.hole).toBeUndefined();
      expect(gaps).toEqual([{ after: 200n, upTo: hi === 300n ? 299n : 300n }]);
    }
  });

  it('may be neither, and each lost id lies in one gap', () => {
    const lost = (cursor: bigint, hi: bigint) => withinReach({ cursor, hole: { lo: 100n, hi } }, 300n).gaps;
    expect(lost(150n, 250n)).toEqual([{ after: 100n, upTo: 300n }]);
    expect(lost(150n, 400n)).toEqual([{ after: 100n, upTo: 300n }]);
    expect(lost(250n, 200n)).toEqual([
      { after: 100n, upTo: 199n },
      { after: 250n, upTo: 300n },
    ]);
  });

  it('reaches back 7 days less a quarter of an hour', () => {
    expect(timeOf(floorAt(noon))).toBe(noon - 7 * 86_400_000 + 900_000);
  });

  it('ends 7 days back, so that no other id is believed to be its end', () => {
    expect(isEndOfReach(idAt(noon - 7 * 86_400_000), noon)).toBe(true);
    expect(isEndOfReach(idAt(noon - 5 * 86_400_000), noon)).toBe(false);
    expect(isEndOfReach(9_999_999_999_999_999_999n, noon)).toBe(false);
    expect(isEndOfReach(1n, noon)).toBe(false);
  });
});

it('a hole without an id between its ends is none', () => {
  expect(holeBetween(7n, 8n)).toBeUndefined();
  expect(holeBetween(7n, 9n)).toEqual({ lo: 7n, hi: 9n });
});

// The pairs of the facts on X's ids.
it('an id is that of its time', () => {
  expect(timeOf(2083157183716917248n)).toBe(Date.parse('2026-07-31T11:45:50.444Z'));
  expect(idAt(Date.UTC(2026, 10, 20))).toBe(2123566994027446272n);
  expect(idAt(0)).toBe(0n);
});

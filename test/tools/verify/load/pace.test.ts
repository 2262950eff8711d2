import { describe, expect, it } from '@jest/globals';
import { Pace } from '../../../../tools/verify/load/pace.ts';

const free = { isReserveKept: () => false };

/** Takes all that is due, every `everyMs` until `endMs`, and says how many that were. */
function sentBy(pace: Pace, endMs: number, everyMs = 50): number {
  let sent = 0;
  for (let now = 0; now <= endMs; now += everyMs) {
    const due = pace.due(now, sent);
    pace.took(due);
    sent += due;
  }
  return sent;
}

describe('the pace of the load', () => {
  it('is the rate', () => {
    expect(sentBy(new Pace({ ...free, rate: 2_000, events: Number.POSITIVE_INFINITY }, 0), 5_000)).toBe(10_000);
    expect(sentBy(new Pace({ ...free, rate: 3, events: Number.POSITIVE_INFINITY }, 0), 10_000)).toBe(30);
  });

  it('ends with the last event', () => {
    const pace = new Pace({ ...free, rate: 2_000, events: 700 }, 0);
    expect(sentBy(pace, 5_000)).toBe(700);
  });

  it('is no pace at all with a rate of 0', () => {
    expect(new Pace({ ...free, rate: 0, events: 700 }, 0).due(0, 200)).toBe(500);
  });

  it('makes up for a pause of a second, and no more', () => {
    const pace = new Pace({ ...free, rate: 100, events: 10_000 }, 0);
    expect(pace.due(60_000, 0)).toBe(100);
  });

  it('keeps some events for the trouble that is to come, until it has been', () => {
    let isReserveKept = true;
    const pace = new Pace({ rate: 1_000, events: 1_000, isReserveKept: () => isReserveKept }, 0);
    const kept = sentBy(pace, 20_000);
    expect(kept).toBeGreaterThan(700);
    expect(kept).toBeLessThan(900);
    isReserveKept = false;
    expect(pace.due(22_000, kept)).toBe(1_000 - kept);
  });

  it('keeps them also with a rate of 0', () => {
    const pace = new Pace({ rate: 0, events: 1_000, isReserveKept: () => true }, 0);
    expect(pace.due(0, 600)).toBe(0);
    expect(pace.due(1_000, 600)).toBe(13);
  });

  it('does not go backwards with the clock', () => {
    const pace = new Pace({ ...free, rate: 100, events: 10_000 }, 1_000);
    expect(pace.due(0, 0)).toBe(0);
    expect(pace.due(500, 0)).toBe(50);
  });
});

import { describe, expect, it } from '@jest/globals';
import { longestTroubleMs } from '../../../../tools/verify/plan/longestTrouble.ts';

const load = (events: number, rate: number) => ({ events, seconds: undefined, rate });

describe('the longest trouble', () => {
  it('is a quarter of the load, from three seconds to a minute', () => {
    expect(longestTroubleMs('storage-outage', load(1_000, 1_000))).toBe(3_000);
    expect(longestTroubleMs('storage-outage', load(40_000, 1_000))).toBe(10_000);
    expect(longestTroubleMs('storage-outage', load(1_000_000, 1_000))).toBe(60_000);
    expect(longestTroubleMs('storage-outage', load(100_000, 0))).toBe(5_000);
    expect(longestTroubleMs('storage-outage', { events: undefined, seconds: 80, rate: 1 })).toBe(20_000);
  });

  it('leaves a second host the time to start', () => {
    expect(longestTroubleMs('second-host', load(1_000, 1_000))).toBe(20_000);
  });
});

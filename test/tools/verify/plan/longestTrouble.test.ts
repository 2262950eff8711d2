import { describe, expect, it } from '@jest/globals';
import { longestTroubleMs } from '../../../../tools/verify/plan/longestTrouble.ts';

const load = (events: number, rate: number) => ({ events, seconds: undefined, rate });

describe('the longest trouble', () => {
  it('is a quarter of the load, from three seconds to a minute', () => {
    expect(longestTroubleMs('kill-host', load(1_000, 1_000))).toBe(3_000);
    expect(longestTroubleMs('kill-host', load(40_000, 1_000))).toBe(10_000);
    expect(longestTroubleMs('kill-host', load(1_000_000, 1_000))).toBe(60_000);
    expect(longestTroubleMs('kill-host', load(100_000, 0))).toBe(12_500);
    expect(longestTroubleMs('kill-host', { events: undefined, seconds: 80, rate: 1 })).toBe(20_000);
  });

  it('is a minute without storage from a load of 100 s on, and less of it in a shorter one', () => {
    expect(longestTroubleMs('storage-outage', load(200_000, 2_000))).toBe(60_000);
    expect(longestTroubleMs('storage-outage', load(200_000, 0))).toBe(60_000);
    expect(longestTroubleMs('storage-outage', load(20_000, 2_000))).toBe(6_000);
  });

  it('leaves a second host the time to start', () => {
    expect(longestTroubleMs('second-host', load(1_000, 1_000))).toBe(20_000);
  });
});

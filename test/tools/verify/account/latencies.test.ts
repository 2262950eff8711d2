import { describe, expect, it } from '@jest/globals';
import { Latencies } from '../../../../tools/verify/account/latencies.ts';

describe('latencies', () => {
  it('are told by percentiles: the smallest that so many do not exceed', () => {
    const latencies = new Latencies(0);
    for (let each = 1; each <= 200; each += 1) latencies.add(0, each);
    expect(latencies.overall()).toEqual({ p50: 100, p95: 190, p99: 198, max: 200 });
  });

  it('are 0 where there are none, and where clocks differ', () => {
    const none = { p50: 0, p95: 0, p99: 0, max: 0 };
    const latencies = new Latencies(0);
    expect(latencies.overall()).toEqual(none);
    latencies.add(5_000, 4_990);
    expect(latencies.overall()).toEqual(none);
  });

  it('have a worst ten seconds, by when the events were enqueued', () => {
    const latencies = new Latencies(0);
    for (let second = 99; second >= 0; second -= 1) {
      const isBad = second >= 40 && second < 50;
      for (let event = 0; event < 20; event += 1) latencies.add(second * 1_000, second * 1_000 + (isBad ? 500 : 10));
    }
    expect(latencies.worstTenSeconds()).toEqual({ p50: 500, p95: 500, p99: 500, max: 500 });
    expect(latencies.overall().p50).toBe(10);
  });
});

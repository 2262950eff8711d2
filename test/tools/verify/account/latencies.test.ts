import { describe, expect, it } from '@jest/globals';
import { Acknowledgements } from '../../../../tools/verify/account/acknowledgements.ts';
import { Latencies } from '../../../../tools/verify/account/latencies.ts';

describe('latencies', () => {
  it('are told by percentiles: the smallest that so many do not exceed', () => {
    const latencies = new Latencies();
    for (let each = 1; each <= 200; each += 1) latencies.add(0, each);
    expect(latencies.overall()).toEqual({ p50: 100, p95: 190, p99: 198, max: 200 });
  });

  it('are 0 where there are none, and where clocks differ', () => {
    const none = { p50: 0, p95: 0, p99: 0, max: 0 };
    const latencies = new Latencies();
    expect(latencies.overall()).toEqual(none);
    latencies.add(5_000, 4_990);
    expect(latencies.overall()).toEqual(none);
  });

  it('have a worst ten seconds, by when the events were enqueued', () => {
    const latencies = new Latencies();
    for (let second = 0; second < 100; second += 1) {
      const isBad = second >= 40 && second < 50;
      for (let event = 0; event < 20; event += 1) latencies.add(second * 1_000, second * 1_000 + (isBad ? 500 : 10));
    }
    expect(latencies.worstTenSeconds()).toEqual({ p50: 500, p95: 500, p99: 500, max: 500 });
    expect(latencies.overall().p50).toBe(10);
  });
});

describe('acknowledged writes', () => {
  const row = { partition: '0', sequenceNumber: 3, enqueuedMs: 1_000 };

  it('count once for each event, at the first of them', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.addRow(row, 1_050);
    acknowledgements.addRow(row, 9_000);
    expect(acknowledgements.count).toBe(1);
    expect(acknowledgements.latencies.overall().max).toBe(50);
    expect(acknowledgements.spanMs).toBe(50);
  });

  it('are those of dead letters too, by their names', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.addLetter('tweets/store/1/0000000000000000007-2000', 2_100);
    acknowledgements.addLetter('tweets/store/1/no letter', 2_100);
    expect(acknowledgements.count).toBe(1);
    expect(acknowledgements.latencies.overall().max).toBe(100);
  });

  it('take no memory for a position that no run can have', () => {
    const acknowledgements = new Acknowledgements();
    for (const sequenceNumber of [-1, 0.5, Number.NaN, 2 ** 40]) acknowledgements.addRow({ ...row, sequenceNumber }, 1);
    expect(acknowledgements.count).toBe(0);
  });
});

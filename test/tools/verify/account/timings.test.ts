import { describe, expect, it } from '@jest/globals';
import { Acknowledgements } from '../../../../tools/verify/account/acknowledgements.ts';
import { LoggedEvents } from '../../../../tools/verify/account/loggedEvents.ts';
import { timings } from '../../../../tools/verify/account/timings.ts';

/** A log of events that were enqueued then. */
function aLog(...enqueuedMs: readonly number[]): LoggedEvents {
  const log = new LoggedEvents();
  for (const [sequenceNumber, each] of enqueuedMs.entries())
    log.add({ ...at(sequenceNumber), enqueuedMs: each, id: undefined, row: 0, letter: 0, sendNumber: undefined });
  return log;
}
const at = (sequenceNumber: number) => ({ partition: '0', sequenceNumber });

describe('the timings of a run', () => {
  it('go from the time in the log to the first acknowledged write', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.addRow(at(0), 1_050);
    acknowledgements.addRow(at(0), 9_000);
    const { latency, spanMs } = timings(aLog(1_000), acknowledgements);
    expect([latency.max, spanMs, acknowledgements.count]).toEqual([50, 50, 1]);
  });

  it('take in dead letters, by their names', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.addRow(at(0), 2_020);
    acknowledgements.addLetter('tweets/store/0/0000000000000000001-2000', 2_100);
    acknowledgements.addLetter('tweets/store/0/no letter', 2_200);
    expect(acknowledgements.count).toBe(2);
    expect(timings(aLog(1_900, 2_010), acknowledgements).latency).toMatchObject({ p50: 90, max: 120 });
  });

  it('begin with the first event of the log, also where a later one was written before', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.addRow(at(1), 12_100);
    acknowledgements.addRow(at(0), 13_000);
    const { worstTenSeconds, spanMs } = timings(aLog(0, 12_000), acknowledgements);
    // No ten seconds hold both.
    expect(worstTenSeconds).toEqual({ p50: 13_000, p95: 13_000, p99: 13_000, max: 13_000 });
    expect(spanMs).toBe(13_000);
  });

  it('begin with the first event of any partition', () => {
    const log = aLog(9_000);
    log.add({ ...at(0), partition: '1', enqueuedMs: 4_000, id: undefined, row: 0, letter: 0, sendNumber: undefined });
    const acknowledgements = new Acknowledgements();
    acknowledgements.addRow(at(0), 9_100);
    expect(timings(log, acknowledgements).spanMs).toBe(5_100);
  });

  it('are 0 where nothing was written', () => {
    const none = { p50: 0, p95: 0, p99: 0, max: 0 };
    expect(timings(aLog(), new Acknowledgements())).toEqual({ latency: none, worstTenSeconds: none, spanMs: 0 });
    expect(timings(aLog(5_000), new Acknowledgements()).spanMs).toBe(0);
  });

  it('take no memory for a position that no run can have', () => {
    const acknowledgements = new Acknowledgements();
    for (const sequenceNumber of [-1, 0.5, Number.NaN, 2 ** 40]) acknowledgements.addRow(at(sequenceNumber), 1);
    expect(acknowledgements.count).toBe(0);
  });
});

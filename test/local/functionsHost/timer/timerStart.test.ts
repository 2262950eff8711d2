import { describe, expect, it } from '@jest/globals';
import { parseSchedule } from '../../../../local/functionsHost/timer/schedule.ts';
import { afterRun, startOfTimer } from '../../../../local/functionsHost/timer/timerStart.ts';
import { formatStatus, parseStatus } from '../../../../local/functionsHost/timer/timerStatus.ts';

const everyFive = parseSchedule('0 */5 * * * *', 'UTC', 'f');
const minute = (count: number) => Date.UTC(2026, 0, 1) + count * 60_000;

// ScheduleMonitor.cs of azure-webjobs-sdk-extensions
describe('the start of a timer', () => {
  it('gives a status to one that has none', () => {
    expect(startOfTimer(everyFive, undefined, minute(1))).toEqual({
      status: { last: undefined, next: minute(5), lastUpdated: minute(1) },
      isNew: true,
      isPastDue: false,
    });
  });

  it('is past due when its next occurrence has gone by, also when it never ran', () => {
    for (const last of [minute(0), undefined]) {
      const stored = { last, next: minute(5), lastUpdated: minute(0) };
      expect(startOfTimer(everyFive, stored, minute(23))).toEqual({ status: stored, isNew: false, isPastDue: true });
      expect(startOfTimer(everyFive, stored, minute(4)).isPastDue).toBe(false);
    }
  });

  it('is counted anew when the schedule has changed', () => {
    const stored = { last: minute(0), next: minute(1), lastUpdated: minute(0) };
    expect(startOfTimer(everyFive, stored, minute(23))).toEqual({
      status: { last: undefined, next: minute(25), lastUpdated: minute(23) },
      isNew: true,
      isPastDue: false,
    });
  });
});

describe('the status after a run', () => {
  it('is counted from the start of the run', () => {
    expect(afterRun(everyFive, minute(7), minute(5))).toEqual({
      last: minute(7),
      next: minute(10),
      lastUpdated: minute(7),
    });
  });

  it('is counted from the occurrence when the clock fired it early, so that it is not fired twice', () => {
    expect(afterRun(everyFive, minute(5) - 3, minute(5)).next).toBe(minute(10));
  });

  it('is kept as the extension writes it', () => {
    const status = { last: undefined, next: minute(5) + 120, lastUpdated: minute(0) };
    const text =
      '{"Last":"0001-01-01T00:00:00+00:00","Next":"2026-01-01T00:05:00.12+00:00","LastUpdated":"2026-01-01T00:00:00+00:00"}';
    expect(formatStatus(status)).toBe(text);
    expect(parseStatus(text)).toEqual(status);
    expect(
      parseStatus('{"Last":"2026-01-01T01:00:00.1234567+01:00","Next":"2026-01-01T01:05:00+01:00"}'),
    ).toMatchObject({ next: minute(5) });
    expect([parseStatus('no json'), parseStatus('[]'), parseStatus('{}')]).toEqual([undefined, undefined, undefined]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { Cron } from 'croner';
import fc from 'fast-check';
import { mostRuns } from '../../src/config/runsOfSchedule.ts';

describe('how often a schedule fires in 15 minutes', () => {
  it.each([
    ['*/5 * * * * *', 180],
    ['0 * * * * *', 15],
    ['* * * * * *', 900],
    ['0 */5 * * * *', 3],
    ['* * * * *', 15],
    ['*/5 * * * *', 3],
    ['0 0 * * * *', 1],
    ['0,30 55-59,0-4 * * * *', 20],
    ['5/20 0 9 * * Mon-Fri', 3],
    ['00:00:05', 180],
    ['00:01:00', 15],
    ['01:00:00', 1],
    ['1.00:00:00', 1],
    ['0 7 * * * *', 1],
  ])('is for %s %i times', (schedule, expected) => {
    expect(mostRuns(schedule, 15)).toBe(expected);
  });

  it.each(['', 'every minute', '60 * * * * *', '*/0 * * * * *', '5-2 * * * * *', '* * *', '5x * * * * *', '@hourly'])(
    'is not known for %p, which the host refuses',
    (schedule) => {
      expect(mostRuns(schedule, 15)).toBeUndefined();
    },
  );

  it('is what a cron library counts, in the busiest quarter of an hour', () => {
    const part = fc.oneof(
      fc.constant('*'),
      fc.integer({ min: 1, max: 59 }).map((step) => `*/${step}`),
      fc.integer({ min: 0, max: 59 }).map(String),
      fc
        .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 29 }))
        .map(([from, more]) => `${from}-${from + more}`),
    );
    const field = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));
    fc.assert(
      fc.property(fc.constantFrom('0', '*/20', '5,50'), field, (seconds, minutes) => {
        expect(mostRuns(`${seconds} ${minutes} * * * *`, 15)).toBe(countWithCroner(`${seconds} ${minutes} * * * *`));
      }),
      { numRuns: 10 },
    );
  });
});

/** Firings of two hours, then the fullest window that begins with a minute. */
function countWithCroner(schedule: string): number {
  const start = Date.UTC(2026, 10, 20);
  const end = start + 2 * 3_600_000;
  const minutes = Array.from({ length: 120 }, () => 0);
  const cron = new Cron(schedule, { timezone: 'UTC' });
  for (let at = cron.nextRun(new Date(start - 1000)); at && at.getTime() < end; at = cron.nextRun(at)) {
    const minute = Math.floor((at.getTime() - start) / 60_000);
    minutes[minute] = (minutes[minute] ?? 0) + 1;
  }
  const windows = minutes.slice(0, 60).map((_, first) => minutes.slice(first, first + 15).reduce((a, b) => a + b, 0));
  return Math.max(...windows);
}

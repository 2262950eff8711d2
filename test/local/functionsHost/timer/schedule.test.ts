import { describe, expect, it } from '@jest/globals';
import { createSettings } from '../../../../local/functionsHost/settings.ts';
import { parseSchedule } from '../../../../local/functionsHost/timer/schedule.ts';
import { readTimeZone } from '../../../../local/functionsHost/timer/timeZone.ts';

function occurrences(schedule: string, from: string, count: number, timeZone = 'UTC'): readonly string[] {
  const { next } = parseSchedule(schedule, timeZone, 'f');
  const times: number[] = [];
  for (let time = Date.parse(from), index = 0; index < count; index += 1) {
    time = next(time);
    times.push(time);
  }
  return times.map((time) => new Date(time).toISOString().replace('.000Z', 'Z'));
}

// https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
describe('a schedule', () => {
  it.each([
    ['*/5 * * * * *', '2026-01-01T00:00:03Z', ['2026-01-01T00:00:05Z', '2026-01-01T00:00:10Z']],
    ['*/5 * * * *', '2026-01-01T00:00:03Z', ['2026-01-01T00:05:00Z', '2026-01-01T00:10:00Z']],
    [
      '5/20 0 0 * * *',
      '2026-01-01T00:00:00Z',
      ['2026-01-01T00:00:05Z', '2026-01-01T00:00:25Z', '2026-01-01T00:00:45Z', '2026-01-02T00:00:05Z'],
    ],
    ['0 30 9 * Jan Mon', '2026-01-01T00:00:00Z', ['2026-01-05T09:30:00Z', '2026-01-12T09:30:00Z']],
    [
      '0 0 22-20 * * *',
      '2026-01-01T00:00:00Z',
      ['2026-01-01T20:00:00Z', '2026-01-01T21:00:00Z', '2026-01-01T22:00:00Z', '2026-01-02T20:00:00Z'],
    ],
    ['0 0 0 29 2 *', '2026-01-01T00:00:00Z', ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z']],
    [
      '  0   0 1,3 * * MONDAY-2',
      '2026-01-05T00:00:00Z',
      ['2026-01-05T01:00:00Z', '2026-01-05T03:00:00Z', '2026-01-06T01:00:00Z'],
    ],
  ])('"%s" after %s occurs at %j', (schedule, from, expected) => {
    expect(occurrences(schedule, from, expected.length)).toEqual(expected);
  });

  // CrontabSchedule.cs of https://github.com/atifaziz/NCrontab; Unix cron would take either.
  it('with a day and a day of the week needs both', () => {
    expect(occurrences('0 0 0 13 * Fri', '2026-01-01T00:00:00Z', 3)).toEqual([
      '2026-02-13T00:00:00Z',
      '2026-03-13T00:00:00Z',
      '2026-11-13T00:00:00Z',
    ]);
  });

  it('as a time span counts from the last run', () => {
    expect(occurrences('01:30:00', '2026-01-01T00:00:07Z', 2)).toEqual([
      '2026-01-01T01:30:07Z',
      '2026-01-01T03:00:07Z',
    ]);
  });

  it.each([
    ['* * * *', 'it has 4 fields'],
    ['* * * * * * *', 'it has 7 fields'],
    ['60 * * * * *', 'its second is "60"'],
    ['0 0 24 * * *', 'its hour is "24"'],
    ['0 0 0 0 * *', 'its day is "0"'],
    ['0 0 0 * 13 *', 'its month is "13"'],
    ['0 0 0 * * 7', 'its day of the week is "7"'],
    ['0 */0 * * * *', 'its minute is "*/0"'],
    ['0 1-2-3 * * * *', 'its minute is "1-2-3"'],
    ['0 , * * * *', 'its minute is ","'],
    ['0 0 0 L * *', 'its day is "L"'],
    ['0 0 0 ? * *', 'its day is "?"'],
    ['0 0 0 30 2 *', 'it never occurs'],
    ['@daily', 'it is neither NCRONTAB nor a time span above zero'],
    ['00:00:00', 'it is neither'],
    ['', 'it is neither'],
  ])('is refused as "%s": %s', (schedule, fact) => {
    expect(() => parseSchedule(schedule, 'UTC', 'f')).toThrow(
      `Function f: schedule "${schedule}" cannot be used: ${fact}`,
    );
  });

  it.each([
    [
      '* * *',
      'Write six fields, {second} {minute} {hour} {day} {month} {day of the week}, or five without the second.',
    ],
    ['60 * * * * *', 'Write numbers from 0 to 59, with * , - / where wanted.'],
    ['0 0 0 * 13 *', 'Write numbers from 1 to 12, or names, with * , - / where wanted.'],
    ['0 0 0 30 2 *', 'Name a day that its month has.'],
    ['@daily', 'Write one such as "0 */5 * * * *" or "00:05:00".'],
  ])('is refused as "%s" with the way out: %s', (schedule, wayOut) => {
    expect(() => parseSchedule(schedule, 'UTC', 'f')).toThrow(`. ${wayOut}`);
  });

  // TimersExtensionConfigProvider.cs of azure-webjobs-sdk-extensions
  it('is frequent when it fires more than once a minute, every minute, or by a span below one', () => {
    const isFrequent = (schedule: string) => parseSchedule(schedule, 'UTC', 'f').isFrequent;
    expect(['*/5 * * * * *', '0,30 * * * * *', '00:00:59'].map(isFrequent)).toEqual([true, true, true]);
    expect(['0 * * * * *', '* * * * *', '*/5 0 * * * *', '00:01:00'].map(isFrequent)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

// https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-time-zones
describe('a schedule in a time zone with daylight saving', () => {
  const newYork = 'America/New_York';

  it('keeps to the local clock', () => {
    expect(occurrences('0 0 9 * * *', '2026-03-07T00:00:00Z', 3, newYork)).toEqual([
      '2026-03-07T14:00:00Z',
      '2026-03-08T13:00:00Z',
      '2026-03-09T13:00:00Z',
    ]);
  });

  // CronSchedule.cs of azure-webjobs-sdk-extensions: * - / in second, minute or hour make it an interval
  it('goes on in the repeated hour when it is an interval', () => {
    expect(occurrences('0 */30 * * * *', '2026-11-01T05:10:00Z', 5, newYork)).toEqual([
      '2026-11-01T05:30:00Z',
      '2026-11-01T06:00:00Z',
      '2026-11-01T06:30:00Z',
      '2026-11-01T07:00:00Z',
      '2026-11-01T07:30:00Z',
    ]);
  });

  it('runs once in the repeated hour when it names a time', () => {
    expect(occurrences('0 30 1 * * 0', '2026-11-01T04:00:00Z', 2, newYork)).toEqual([
      '2026-11-01T05:30:00Z',
      '2026-11-08T06:30:00Z',
    ]);
  });

  it('loses no tick of an interval where an hour is left out', () => {
    expect(occurrences('0 */30 * * * *', '2026-03-08T06:10:00Z', 3, newYork)).toEqual([
      '2026-03-08T06:30:00Z',
      '2026-03-08T07:00:00Z',
      '2026-03-08T07:30:00Z',
    ]);
  });

  it('takes the zone from WEBSITE_TIME_ZONE, else TZ, else UTC', () => {
    expect(readTimeZone(createSettings({ WEBSITE_TIME_ZONE: newYork, TZ: 'Europe/Berlin' }))).toBe(newYork);
    expect(readTimeZone(createSettings({ TZ: ':Europe/Berlin' }))).toBe('Europe/Berlin');
    expect([readTimeZone(createSettings({ TZ: 'odd' })), readTimeZone(createSettings({}))]).toEqual(['UTC', 'UTC']);
    expect(() => readTimeZone(createSettings({ WEBSITE_TIME_ZONE: 'Eastern Standard Time' }))).toThrow(
      'no IANA time zone',
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { parseTimeSpan } from '../../../../local/functionsHost/hostJson/timeSpan.ts';

// https://learn.microsoft.com/dotnet/api/system.timespan.parse, https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#timespan
describe('a time span', () => {
  it.each([
    ['00:00:00', 0],
    ['00:01:00', 60_000],
    ['01:02', 3_720_000],
    ['23:59:59', 86_399_000],
    ['00:00:00.80', 800],
    ['00:00:01.2345678', 1_234],
    ['1.00:00:00', 86_400_000],
    ['24:00:00', 24 * 86_400_000],
    ['25:00:00:00', 25 * 86_400_000],
    ['1:02:03:04', 93_784_000],
    ['7', 7 * 86_400_000],
    ['-00:00:01', -1_000],
  ])('of "%s" is %d ms', (text, milliseconds) => {
    expect(parseTimeSpan(text)).toBe(milliseconds);
  });

  it.each(['', 'soon', '00:60:00', '00:00:60', '1.24:00:00', '1:2:3:4:5', '00:00:00.12345678', '* * * * *'])(
    'is not "%s"',
    (text) => {
      expect(parseTimeSpan(text)).toBeUndefined();
    },
  );
});

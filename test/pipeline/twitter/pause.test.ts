import { describe, expect, it } from '@jest/globals';
import { isPaused, pauseAfter } from '../../../src/pipeline/twitter/pause.ts';
import { noon } from '../../support/twitter/sourceUnderTest.ts';

const moment = { nowMs: noon, xAheadMs: 0, settingsMark: 'a' };
const untilReset = (seconds: number, xAheadMs = 0) =>
  pauseAfter(
    { kind: 'rate-limit', rateLimit: { remaining: 0, resetMs: noon + seconds * 1000 } },
    { ...moment, xAheadMs },
  ).untilMs - noon;

describe('a pause', () => {
  it('lasts until X opens its next window', () => {
    expect(untilReset(90)).toBe(90_000);
  });

  it("goes by X's clock", () => {
    expect(untilReset(90, 60_000)).toBe(30_000);
    expect(untilReset(90, -60_000)).toBe(150_000);
  });

  it('lasts a second at least and a window at most, whatever X says', () => {
    expect(untilReset(-500)).toBe(1_000);
    expect(untilReset(100_000)).toBe(15 * 60_000);
  });

  it.each([
    ['rate-limit', 5],
    ['credits', 60],
    ['usage-cap', 360],
    ['token', 60],
    ['enrolment', 60],
    ['forbidden', 60],
    ['bad-request', 60],
  ] as const)('for %s lasts %i minutes when X names no time', (kind, minutes) => {
    expect(pauseAfter({ kind }, moment).untilMs - noon).toBe(minutes * 60_000);
  });

  it('never takes the reset of the rate limit for the end of a usage cap', () => {
    const rateLimit = { remaining: 39_999, resetMs: noon + 1_000 };
    expect(pauseAfter({ kind: 'usage-cap', rateLimit }, moment).untilMs - noon).toBe(6 * 3_600_000);
  });

  it('ends with its time, or with other settings, which may be the cure', () => {
    const pause = pauseAfter({ kind: 'token' }, moment);
    expect(isPaused(pause, noon + 3_599_999, 'a')).toBe(true);
    expect(isPaused(pause, noon + 3_600_000, 'a')).toBe(false);
    expect(isPaused(pause, noon, 'b')).toBe(false);
    expect(isPaused(undefined, noon, 'a')).toBe(false);
  });

  it('is over when our clock, days ahead as it began, was set back', () => {
    for (const kind of ['rate-limit', 'usage-cap', 'token'] as const) {
      const pause = pauseAfter({ kind }, { ...moment, nowMs: noon + 3 * 86_400_000 });
      expect(isPaused(pause, noon, 'a')).toBe(false);
      expect(isPaused(pause, noon + 3 * 86_400_000, 'a')).toBe(true);
    }
  });

  it('for the rate limit goes on with other settings, since it is the app that is limited', () => {
    expect(isPaused(pauseAfter({ kind: 'rate-limit' }, moment), noon, 'b')).toBe(true);
  });
});

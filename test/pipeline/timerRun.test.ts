import { describe, expect, it } from '@jest/globals';
import { timerRun } from '../../src/pipeline/timerRun.ts';

const statusWith = (next: unknown) => ({ isPastDue: false, scheduleStatus: { next } });

describe('what a timer tells of a run', () => {
  it('is for when it was planned, and whether one was missed', () => {
    const timer = { isPastDue: true, scheduleStatus: { next: '2026-11-20T22:15:00+00:00' } };
    expect(timerRun(timer, '00-trace')).toEqual({
      traceParent: '00-trace',
      isPastDue: true,
      due: new Date('2026-11-20T22:15:00Z'),
    });
  });

  it.each([
    ['2026-11-20T23:15:00.5+01:00', '2026-11-20T22:15:00.500Z'],
    ['2026-11-20T22:15:00', '2026-11-20T22:15:00.000Z'],
  ])('reads the time %s', (next, due) => {
    expect(timerRun(statusWith(next), undefined).due?.toISOString()).toBe(due);
  });

  it.each([
    {},
    undefined,
    { isPastDue: 'yes', scheduleStatus: null },
    statusWith('0001-01-01T00:00:00+00:00'),
    statusWith('soon'),
    statusWith(7),
  ])('is nothing where the host keeps no times: %p', (timer) => {
    expect(timerRun(timer, undefined)).toEqual({ traceParent: undefined, isPastDue: false, due: undefined });
  });
});

import type { TimerRun } from '../../src/pipeline/timerRun.ts';

/** A run in time, of a timer that the host keeps no times of, without a trace. */
export function aTimerRun(parts: Partial<TimerRun> = {}): TimerRun {
  return { traceParent: undefined, isPastDue: false, due: undefined, ...parts };
}

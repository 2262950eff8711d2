import type { Schedule } from './schedule.ts';
import type { TimerStatus } from './timerStatus.ts';

export interface TimerStart {
  readonly status: TimerStatus;
  /** The status is new and must be written before anything runs. */
  readonly isNew: boolean;
  readonly isPastDue: boolean;
}

/**
 * What a timer finds when it starts at `now`. One that never ran gets a status, so that its first occurrence cannot be
 * missed. A stored `next` other than the schedule gives means that the schedule was changed: it is counted anew from
 * now, and nothing is past due. Otherwise a `next` that has passed is past due, once, however many were missed.
 * ScheduleMonitor.cs (CheckPastDueAsync) of https://github.com/Azure/azure-webjobs-sdk-extensions
 */
export function startOfTimer(schedule: Schedule, stored: TimerStatus | undefined, now: number): TimerStart {
  const base = stored?.last ?? stored?.lastUpdated;
  if (stored === undefined || base === undefined || schedule.next(base) !== stored.next) {
    return { status: { last: undefined, next: schedule.next(now), lastUpdated: now }, isNew: true, isPastDue: false };
  }
  return { status: stored, isNew: false, isPastDue: now > stored.next };
}

/**
 * The status after a run that began at `startedAt` for the occurrence `due` (undefined for one out of turn): counted from its
 * start, or from its occurrence when the clock fired it early.
 */
export function afterRun(schedule: Schedule, startedAt: number, due: number | undefined): TimerStatus {
  const last = Math.max(startedAt, due ?? startedAt);
  return { last, next: schedule.next(last), lastUpdated: last };
}

import { parseEnqueuedTime } from './triggerMetadata.ts';
import { isRecord } from './tweet.ts';

/** What a timer tells of one of its runs. */
export interface TimerRun {
  /** The trace context of the run (W3C), if it has one. */
  readonly traceParent: string | undefined;
  /** The host found, at its start, that a run was missed. */
  readonly isPastDue: boolean;
  /** For when the run was planned; the host keeps it for schedules of a minute and more only. */
  readonly due: Date | undefined;
}

/**
 * Reads what the host hands a timer's handler: while it runs, `next` of the status is still this run's own time.
 * TimerListener.cs of https://github.com/Azure/azure-webjobs-sdk-extensions
 */
export function timerRun(timer: unknown, traceParent: string | undefined): TimerRun {
  const { isPastDue, scheduleStatus } = isRecord(timer) ? timer : {};
  const next = isRecord(scheduleStatus) ? scheduleStatus.next : undefined;
  return { traceParent, isPastDue: isPastDue === true, due: parseEnqueuedTime(next) };
}

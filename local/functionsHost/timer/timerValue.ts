import type { InvocationRequest } from '../worker/programmingModel.ts';
import type { Schedule } from './schedule.ts';
import { type TimerStatus, timeText } from './timerStatus.ts';

/**
 * What the handler gets, as the host serialises TimerInfo; the library lowers the first letters. `ScheduleStatus` is null for a
 * timer that is not monitored. Timers have no trigger metadata that a handler could see.
 */
export function timerValue(
  triggerName: string,
  schedule: Schedule,
  status: TimerStatus | undefined,
  isPastDue: boolean,
): Pick<InvocationRequest, 'inputData'> {
  const times = status && {
    Last: timeText(status.last),
    Next: timeText(status.next),
    LastUpdated: timeText(status.lastUpdated),
  };
  const info = {
    Schedule: { AdjustForDST: schedule.adjustForDst },
    ScheduleStatus: times ?? null,
    IsPastDue: isPastDue,
  };
  return { inputData: [{ name: triggerName, data: { json: JSON.stringify(info) } }] };
}

import { messageOf } from '../functionsHostError.ts';
import type { HostLog } from '../hostLog.ts';
import type { FunctionRunner } from '../invocation/functionRunner.ts';
import type { Schedule } from './schedule.ts';
import { afterRun, startOfTimer } from './timerStart.ts';
import type { TimerStatus, TimerStatusStore } from './timerStatus.ts';
import { timerValue } from './timerValue.ts';
import { waitUntil } from './waitUntil.ts';

export interface TimerOptions {
  readonly name: string;
  readonly triggerName: string;
  readonly schedule: Schedule;
  readonly runOnStartup: boolean;
  /** Undefined = not monitored: no status, never past due. */
  readonly statusStore: TimerStatusStore | undefined;
  readonly runner: FunctionRunner;
  readonly clock: () => number;
  readonly log: HostLog;
}

/**
 * Fires a timer until the signal: past due or on start-up at once, then at each occurrence. One run at a time; a run that
 * lasts beyond the next occurrence is followed by one run at once, and what it missed besides is skipped. Failures
 * never end the schedule. TimerListener.cs of https://github.com/Azure/azure-webjobs-sdk-extensions
 */
export async function listenToTimer(options: TimerOptions, signal: AbortSignal): Promise<void> {
  const { schedule, statusStore, clock } = options;
  const start = startOfTimer(schedule, await statusStore?.read(), clock());
  const isPastDue = statusStore !== undefined && start.isPastDue;
  if (statusStore !== undefined && start.isNew) await statusStore.write(start.status);
  let status = start.status;
  if (isPastDue || options.runOnStartup) status = await fire(options, status, { isPastDue, due: undefined }, signal);
  while (!signal.aborted) {
    await waitUntil(status.next, clock, signal);
    status = await fire(options, status, { isPastDue: false, due: status.next }, signal);
  }
}

async function fire(
  { name, triggerName, schedule, statusStore, runner, clock, log }: TimerOptions,
  status: TimerStatus,
  { isPastDue, due }: { isPastDue: boolean; due: number | undefined },
  signal: AbortSignal,
): Promise<TimerStatus> {
  const startedAt = clock();
  const value = timerValue(triggerName, schedule, statusStore && status, isPastDue);
  const outcome = await runner.run(() => value, 'Timer fired', signal);
  const after = afterRun(schedule, startedAt, due);
  // A cancelled run has not happened: the next start finds it past due.
  if (outcome === 'cancelled') return after;
  try {
    await statusStore?.write(after);
  } catch (error) {
    log.entry('Host.Triggers.Timer', 'warning', `Timer ${name}: its status was not saved: ${messageOf(error)}`);
  }
  return after;
}

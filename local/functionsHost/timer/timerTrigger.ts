import type { ContainerClient } from '@azure/storage-blob';
import { type FunctionDefinition, triggerText } from '../functionDefinition.ts';
import { FunctionsHostError, messageOf } from '../functionsHostError.ts';
import type { FunctionRunner } from '../invocation/functionRunner.ts';
import { reportOnce } from '../reportOnce.ts';
import { resolveNames } from '../settings.ts';
import { holdLease } from '../storage/holdLease.ts';
import { openContainer } from '../storage/hostStorage.ts';
import type { Listener, PreparedTrigger, TriggerHost } from '../triggers/trigger.ts';
import { parseSchedule, type Schedule } from './schedule.ts';
import { listenToTimer } from './timerListener.ts';
import { type TimerStatusStore, timerStatusStore } from './timerStatus.ts';
import { timerValue } from './timerValue.ts';
import { readTimeZone } from './timeZone.ts';

interface Timer {
  readonly definition: FunctionDefinition;
  readonly runner: FunctionRunner;
  readonly schedule: Schedule;
  /** `useMonitor` is true by default, but means nothing for a timer that fires more than once a minute. */
  readonly isMonitored: boolean;
}

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer */
export async function prepareTimer(
  definition: FunctionDefinition,
  runner: FunctionRunner,
  host: TriggerHost,
): Promise<PreparedTrigger> {
  const { name, triggerName, trigger } = definition;
  const text = triggerText(definition, 'schedule');
  if (text === undefined) {
    throw new FunctionsHostError(
      'function',
      `Function ${name} has no schedule. Register it with one such as "0 */5 * * * *".`,
    );
  }
  const resolved = resolveNames(text, host.settings, `Function ${name}, schedule`);
  const schedule = parseSchedule(resolved, readTimeZone(host.settings), name);
  const timer = { definition, runner, schedule, isMonitored: trigger.useMonitor !== false && !schedule.isFrequent };
  return {
    listen: async () => listen(timer, host, await openHosts(host)),
    manualValue: async () => {
      const status = await statusStore(timer, host, await openHosts(host))?.read();
      return () => timerValue(triggerName, schedule, status, false);
    },
  };
}

async function openHosts(host: TriggerHost): Promise<ContainerClient> {
  return openContainer(await host.storage(), 'azure-webjobs-hosts');
}

function statusStore(timer: Timer, host: TriggerHost, container: ContainerClient): TimerStatusStore | undefined {
  return timer.isMonitored ? timerStatusStore(container, host.hostId, timer.definition.name) : undefined;
}

function listen(timer: Timer, host: TriggerHost, container: ContainerClient): Listener {
  const { definition, runner, schedule } = timer;
  const { name, triggerName, trigger } = definition;
  const { log, clock, stopping, graceOver, hostId } = host;
  const category = 'Host.Triggers.Timer';
  const report = reportOnce((text) => log.entry(category, 'error', `Timer ${name}: ${text}`), clock);
  const lease = {
    container,
    blob: `locks/${hostId}/Host.Functions.${name}.Listener`,
    onTaken: () =>
      log.entry(category, 'information', `Timer ${name} waits: another host with id ${hostId} holds its lock.`),
    onError: (error: unknown) => report(messageOf(error)),
    graceOver,
  };
  const options = {
    name,
    triggerName,
    schedule,
    runOnStartup: trigger.runOnStartup === true,
    statusStore: statusStore(timer, host, container),
    runner,
    clock,
    log,
  };
  const ended = holdLease(lease, (signal) => listenToTimer(options, signal), stopping);
  return { settle: () => ended, close: () => ended };
}

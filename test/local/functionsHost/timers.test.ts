import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStorage, startStorage } from '../../../local/storage/startStorage.ts';
import { hosts } from './support/hosts.ts';

const host = hosts();
const startHost = (settings: Readonly<Record<string, string>>) =>
  host({ app: 'timers', settings: { AzureWebJobsStorage: storage.connectionString, ...settings } });
const never = '0 0 0 1 1 *';
let storage: RunningStorage;
let container: ContainerClient;

beforeAll(async () => {
  storage = await startStorage({});
  container = BlobServiceClient.fromConnectionString(storage.connectionString).getContainerClient(
    'azure-webjobs-hosts',
  );
  await container.createIfNotExists();
});
afterAll(() => storage.close());

const statusBlob = (hostId: string) => container.getBlockBlobClient(`timers/${hostId}/Host.Functions.timed/status`);

async function readStatus(hostId: string): Promise<Record<string, string>> {
  // In one request: downloadToBuffer asks for the length first, and a host that writes in between has the text cut.
  const { readableStreamBody } = await statusBlob(hostId).download();
  return JSON.parse(await text(readableStreamBody ?? Readable.from([])));
}

async function writeStatus(hostId: string, status: Record<string, string>): Promise<void> {
  const json = JSON.stringify(status);
  await statusBlob(hostId).upload(json, json.length);
}

describe('a timer', () => {
  // azure-webjobs-sdk-extensions, TimerListener.cs: the next interval is counted once the run has ended.
  it('never overlaps itself: a run that lasts beyond ticks is followed by one run at once', async () => {
    const app = startHost({ SCHEDULE: '* * * * * *', RUN_MS: '1300' });
    await app.until('two runs', () => app.reports.length >= 4);
    expect(app.reports.slice(0, 4).map(({ begin, end }) => begin ?? end)).toEqual([1, 1, 2, 2]);
    const [first, second] = app.begins;
    expect(Number(second?.at) - Number(first?.at)).toBeLessThan(1_700);
  });

  // azure-webjobs-sdk-extensions, TimersExtensionConfigProvider: schedules of less than a minute are not monitored.
  it('that fires more than once a minute keeps no status and is never past due', async () => {
    const app = startHost({ SCHEDULE: '* * * * * *', AzureFunctionsWebHost__hostid: 'frequent' });
    const run = await app.until('a run', () => app.begins[0]);
    expect(run.timer).toEqual({ schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: false });
    expect(await statusBlob('frequent').exists()).toBe(false);
  });

  // azure-webjobs-sdk-extensions, ScheduleMonitor.cs: a status is written at the first start, Last being no time at all.
  it('has a status from its first start on, and another after a run', async () => {
    const settings = { SCHEDULE: never, AzureFunctionsWebHost__hostid: 'status' };
    const waiting = startHost(settings);
    await waiting.ready();
    await waiting.until('it wrote its status', () => statusBlob('status').exists());
    const year = new Date().getUTCFullYear() + 1;
    expect(await readStatus('status')).toMatchObject({
      Last: '0001-01-01T00:00:00+00:00',
      Next: `${year}-01-01T00:00:00+00:00`,
    });
    await waiting.stop();
    const started = startHost({ ...settings, RUN_ON_STARTUP: 'true' });
    await started.until('a run', () => started.reports.length === 2);
    await started.stop();
    const { Last = '', LastUpdated } = await readStatus('status');
    expect(Date.parse(Last)).toBeGreaterThan(Date.now() - 20_000);
    expect(LastUpdated).toBe(Last);
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#usage: isPastDue
  it('that missed occurrences while the host was down runs once at its start, and is past due', async () => {
    const missed = `${new Date().getUTCFullYear() - 3}-01-01T00:00:00+00:00`;
    const next = `${new Date().getUTCFullYear() - 2}-01-01T00:00:00+00:00`;
    await writeStatus('due', { Last: missed, Next: next, LastUpdated: missed });
    const app = startHost({ SCHEDULE: never, AzureFunctionsWebHost__hostid: 'due' });
    const run = await app.until('a run', () => app.begins[0]);
    expect(run.timer).toMatchObject({ isPastDue: true, scheduleStatus: { last: missed, next, lastUpdated: missed } });
    await app.stop();
    expect(app.begins).toHaveLength(1);
  });

  // azure-webjobs-sdk-extensions, ScheduleMonitor.cs
  it('whose schedule was changed is counted anew instead of being past due', async () => {
    await writeStatus('changed', {
      Last: '2020-01-01T00:00:00+00:00',
      Next: '2020-01-01T00:05:00+00:00',
      LastUpdated: '2020-01-01T00:00:00+00:00',
    });
    const app = startHost({ SCHEDULE: never, AzureFunctionsWebHost__hostid: 'changed' });
    await app.ready();
    await app.until('it wrote its status', async () => !(await readStatus('changed')).Next?.startsWith('2020'));
    expect(app.begins).toHaveLength(0);
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#configuration: runOnStartup
  it('runs at the start when asked to, which is not past due', async () => {
    const app = startHost({ SCHEDULE: never, RUN_ON_STARTUP: 'true' });
    const run = await app.until('a run', () => app.begins[0]);
    expect(run.timer).toMatchObject({ isPastDue: false });
  });

  // azure-webjobs-sdk, SingletonManager.cs: locks/{host}/Host.Functions.{name}.Listener
  it('runs in one host at a time, and the next one takes over when that one stops', async () => {
    const settings = { SCHEDULE: '* * * * * *', AzureFunctionsWebHost__hostid: 'single' };
    const first = startHost(settings);
    await first.until('a run', () => first.begins[0]);
    const second = startHost(settings);
    await second.line('waits: another host with id single holds its lock');
    await first.until('another run', () => first.begins.length >= 3);
    expect(second.begins).toHaveLength(0);
    await first.stop();
    await second.until('a run', () => second.begins[0]);
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies
  it('is retried under one invocation id, with the failure before in retryContext, and goes on after the last retry', async () => {
    const retry = { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: 0 };
    const app = startHost({ SCHEDULE: '* * * * * *', FAILURES: '2', RETRY: JSON.stringify(retry) });
    await app.until('a third run', () => app.begins.length >= 3);
    const [first, second, third] = app.begins;
    expect(first?.retryContext).toEqual({ retryCount: 0, maxRetryCount: 1 });
    expect(second?.retryContext).toMatchObject({
      retryCount: 1,
      maxRetryCount: 1,
      exception: { message: 'failure 1' },
    });
    expect(second?.invocationId).toBe(first?.invocationId);
    expect(third?.invocationId).not.toBe(first?.invocationId);
    expect(app.lines.filter((line) => line.includes('failed')).map((line) => line.slice(27))).toEqual([
      'Function timed failed: failure 1 (next try in 0.0 s)',
      'Function timed failed (retry 1): failure 2',
    ]);
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-host-json#functiontimeout
  it('that exceeds functionTimeout has failed', async () => {
    const app = startHost({
      SCHEDULE: never,
      RUN_ON_STARTUP: 'true',
      RUN_MS: '60000',
      AzureFunctionsJobHost__functionTimeout: '00:00:01',
    });
    await app.line('Function timed failed: Timeout value of 1 s was exceeded by function timed.');
  });

  it('shows its executions and the stacks of its failures only when asked to be verbose', async () => {
    const settings = {
      AzureWebJobsStorage: storage.connectionString,
      SCHEDULE: never,
      RUN_ON_STARTUP: 'true',
      FAILURES: '1',
    };
    for (const isVerbose of [false, true]) {
      const app = host({ app: 'timers', settings, arguments: ['--port', '0', ...(isVerbose ? ['--verbose'] : [])] });
      await app.line('Function timed failed: failure 1');
      const { output } = await app.stop();
      expect(/Executing 'timed' \(Reason='Timer fired', Id=[0-9a-f-]{36}\)/.test(output)).toBe(isVerbose);
      expect(/\n\s+at /.test(output)).toBe(isVerbose);
    }
  });

  it('is waited for when the host stops, but not for long', async () => {
    const app = startHost({ SCHEDULE: never, RUN_ON_STARTUP: 'true', RUN_MS: '60000' });
    await app.until('a run', () => app.begins[0]);
    const { exitCode, tookMs } = await app.stop();
    expect(exitCode).toBe(0);
    expect(tookMs).toBeLessThan(2_000);
  });
});

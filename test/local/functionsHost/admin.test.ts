import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStorage, startStorage } from '../../../local/storage/startStorage.ts';
import type { HostProcess } from './support/hostProcess.ts';
import { hosts } from './support/hosts.ts';

const host = hosts();
let storage: RunningStorage;

beforeAll(async () => {
  storage = await startStorage({});
});
afterAll(() => storage.close());

async function start(app: HostProcess, name: string, input = ''): Promise<number> {
  const { status } = await fetch(`http://127.0.0.1:${await app.port()}/admin/functions/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input }),
  });
  return status;
}

// https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http
describe('a function started by hand', () => {
  const timers = (settings: Readonly<Record<string, string>> = {}) =>
    host({
      app: 'timers',
      settings: { AzureWebJobsStorage: storage.connectionString, SCHEDULE: '0 0 0 1 1 *', ...settings },
    });

  it('runs once, as a timer with its stored status and not past due', async () => {
    const app = timers({ AzureFunctionsWebHost__hostid: 'by-hand' });
    const blobs = BlobServiceClient.fromConnectionString(storage.connectionString).getContainerClient(
      'azure-webjobs-hosts',
    );
    const status = blobs.getBlobClient('timers/by-hand/Host.Functions.timed/status');
    await app.until('it has a status', () => status.exists());
    expect(await start(app, 'timed')).toBe(202);
    const { timer } = await app.until('a run', () => app.begins[0]);
    const next = `${new Date().getUTCFullYear() + 1}-01-01T00:00:00+00:00`;
    expect(timer).toMatchObject({ isPastDue: false, scheduleStatus: { next } });
    await app.stop();
    expect(app.begins).toHaveLength(1);
  });

  it('runs also when it is disabled', async () => {
    const app = timers({ 'AzureWebJobs.timed.Disabled': '1' });
    expect(await start(app, 'timed')).toBe(202);
    await app.until('a run', () => app.begins[0]);
  });

  it('gets the text as one event of its hub', async () => {
    const app = host({
      app: 'events',
      settings: {
        AzureWebJobsStorage: storage.connectionString,
        // Nothing listens there: a run by hand needs no hub.
        HUB: 'Endpoint=sb://localhost:9;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
        HUB_NAME: 'hub',
        TRIGGER: '{"cardinality":"many","dataType":"binary"}',
      },
    });
    expect(await start(app, 'receive', 'by hand')).toBe(202);
    const { events } = await app.until('a run', () => app.begins[0]);
    expect(events).toEqual([{ hex: Buffer.from('by hand').toString('hex') }]);
    expect((await app.stop()).tookMs).toBeLessThan(2_000);
  });

  it('is unknown to a host that has none of that name', async () => {
    expect(await start(timers(), 'other')).toBe(404);
  });
});

it('the status page tells that the host runs, with its id and bundle', async () => {
  const app = host({
    app: 'commonJs',
    settings: { AzureWebJobsStorage: storage.connectionString, AzureFunctionsWebHost__hostid: 'mine' },
  });
  const response = await fetch(`http://127.0.0.1:${await app.port()}/admin/host/status`);
  expect(await response.json()).toMatchObject({
    id: 'mine',
    state: 'Running',
    extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
  });
});

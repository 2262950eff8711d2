import type { ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Checkpoints } from '../../../../local/functionsHost/eventHubs/checkpoints.ts';
import { createSettings } from '../../../../local/functionsHost/settings.ts';
import { openContainer, openHostStorage } from '../../../../local/functionsHost/storage/hostStorage.ts';
import { timerStatusStore } from '../../../../local/functionsHost/timer/timerStatus.ts';
import { developmentConnectionString } from '../../../../local/storage/developmentStorage.ts';
import { type RunningStorage, startStorage } from '../../../../local/storage/startStorage.ts';
import { until } from '../../../support/until.ts';
import { type SilentProxy, silentProxy } from '../support/silentProxy.ts';

const limitMs = 300;
let storage: RunningStorage;
let proxy: SilentProxy;
let container: ContainerClient;

beforeAll(async () => {
  storage = await startStorage({});
  proxy = await silentProxy(storage.ports.blob);
  const connectionString = developmentConnectionString({ ...storage.ports, blob: proxy.port });
  const client = await openHostStorage(createSettings({ AzureWebJobsStorage: connectionString }), limitMs);
  container = await openContainer(client, 'checkpoints');
});
afterAll(async () => {
  await proxy?.close();
  await storage?.close();
});

const checkpoints = () =>
  new Checkpoints(container, { namespace: 'localhost', eventHubName: 'hub', consumerGroup: 'group' }, 'me');

describe('a request to the storage of the host', () => {
  it('that gets no answer is sent again, so that a checkpoint is written all the same', async () => {
    proxy.swallow(2);
    await checkpoints().write('0', { offset: '1024', sequenceNumber: 7 });
    expect(await checkpoints().list()).toMatchObject([{ partition: '0', offset: '1024', sequenceNumber: 7 }]);
  });

  it('whose answer stops in its middle is sent again', async () => {
    proxy.swallow(1, 'within');
    expect(await checkpoints().list()).toHaveLength(1);
  });

  it('fails after three without an answer, and says so', async () => {
    const before = proxy.seen.length;
    proxy.swallow(3);
    await expect(checkpoints().list()).rejects.toMatchObject({
      code: 'ETIMEDOUT',
      message: 'no answer within 0.3 s, asked 3 times',
    });
    expect(proxy.seen.length - before).toBe(3);
    expect(await checkpoints().list()).toHaveLength(1);
  });

  it('for a download ends when the body stays out', async () => {
    const status = timerStatusStore(container, 'host', 'timed');
    await status.write({ last: undefined, next: 1, lastUpdated: undefined });
    proxy.swallow(1, 'within');
    await expect(status.read()).rejects.toThrow();
    expect(await status.read()).toMatchObject({ next: 1 });
  });

  it('ends at once on the signal of its caller, and is not sent again', async () => {
    const before = proxy.seen.length;
    const caller = new AbortController();
    proxy.swallow(1);
    const asked = container.getProperties({ abortSignal: caller.signal });
    await until(() => proxy.seen.length > before, { withinMs: 5_000, otherwise: () => 'the request did not come' });
    caller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(proxy.seen.length - before).toBe(1);
  });
});

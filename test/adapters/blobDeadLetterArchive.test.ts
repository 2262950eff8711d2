import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { blobDeadLetterArchive } from '../../src/adapters/blobDeadLetterArchive.ts';
import { containerClient } from '../../src/adapters/storageClients.ts';
import { aDeadLetter } from '../support/aDeadLetter.ts';
import { type FaultyProxy, faultyProxy } from '../support/faultyProxy.ts';

describe('the archive of dead letters at the end of a run', () => {
  let storage: RunningStorage;
  let proxy: FaultyProxy;

  beforeAll(async () => {
    storage = await startStorage({});
    await createResources(storage.connectionString, { tables: [], containers: ['letters'] });
    proxy = await faultyProxy(storage.ports.blob);
  });
  afterAll(async () => {
    await proxy.close();
    await storage.close();
  });

  const open = () => {
    const connectionString = storage.connectionString.replace(`:${storage.ports.blob}/`, `:${proxy.port}/`);
    const [noNewRequests, noRequests] = [new AbortController(), new AbortController()];
    const end = { noNewRequests: noNewRequests.signal, noRequests: noRequests.signal };
    const archive = blobDeadLetterArchive(containerClient({ connectionString }, 'letters'));
    const list = () => archive.list('', end)[Symbol.asyncIterator]().next();
    return { list, remove: () => archive.remove(['one'], end), noNewRequests, noRequests };
  };

  it.each(['list', 'remove'] as const)('starts no request any more (%s)', async (what) => {
    const { noNewRequests, ...archive } = open();
    const before = proxy.seen;
    noNewRequests.abort(new Error('time is up'));
    await expect(archive[what]()).rejects.toThrow('time is up');
    expect(proxy.seen).toBe(before);
  });

  it('reads no letter any more that has no metadata', async () => {
    const { name, content } = aDeadLetter();
    const json = JSON.stringify(content);
    await containerClient(storage, 'letters').getBlockBlobClient(name).upload(json, json.length);
    const { noNewRequests, list } = open();
    const before = proxy.seen;
    proxy.onRequest = () => noNewRequests.abort(new Error('time is up'));
    await expect(list()).rejects.toThrow('time is up');
    expect(proxy.seen).toBe(before + 1);
    proxy.onRequest = () => undefined;
  });

  it.each(['list', 'remove'] as const)('gives up a request that is not answered (%s)', async (what) => {
    const { noRequests, ...archive } = open();
    proxy.outage = 'silence';
    proxy.onRequest = () => noRequests.abort(new Error('the grace is over'));
    await expect(archive[what]()).rejects.toThrow('the grace is over');
  });
});

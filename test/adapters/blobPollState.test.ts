import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { blobLedger } from '../../src/adapters/blobLedger.ts';
import { blobPollState } from '../../src/adapters/blobPollState.ts';
import { containerClient } from '../../src/adapters/storageClients.ts';
import { type Fault, type FaultyProxy, faultyProxy } from '../support/faultyProxy.ts';

let storage: RunningStorage;
let proxy: FaultyProxy;
beforeAll(async () => {
  storage = await startStorage({});
  await createResources(storage.connectionString, { tables: [], containers: ['state'] });
  proxy = await faultyProxy(storage.ports.blob);
});
afterAll(async () => {
  await proxy.close();
  await storage.close();
});

/** Through the proxy. */
function container() {
  const connectionString = storage.connectionString.replace(`:${storage.ports.blob}/`, `:${proxy.port}/`);
  return containerClient({ connectionString }, 'state');
}

describe('what the twitter source remembers, in blobs', () => {
  it('is written once when the answer to a write is lost, and the write is sent again', async () => {
    const states = blobPollState(container(), 'lost.json');
    const held = await states.open(() => 'first');
    proxy.faults = ['answer lost'];
    await held?.save('second');
    await held?.save('third');
    await held?.close();
    expect(await states.look()).toBe('third');
  });

  it('counts posts once when the answer to a count is lost', async () => {
    const ledger = blobLedger(container(), 'lost-ledger.json');
    await ledger.change(() => 'a');
    proxy.faults = ['pass', 'answer lost'];
    await ledger.change((saved) => `${saved}b`);
    expect(await ledger.look()).toBe('ab');
  });

  it('is not held when storage refuses to give it out', async () => {
    const states = blobPollState(container(), 'refused.json');
    await (await states.open(() => 'first'))?.close();
    proxy.faults = ['pass', ...Array<Fault>(4).fill('unavailable')];
    await expect(states.open(() => 'first')).rejects.toMatchObject({ code: 'storage-unavailable' });
    const next = await states.open(() => 'first');
    expect(next?.text).toBe('first');
    await next?.close();
  });

  it('says what to do where there is no container', async () => {
    const missing = containerClient(storage, 'missing');
    const way = 'Create the container, or give the identity of the app the role Storage Blob Data Contributor.';
    await expect(blobPollState(missing, 'a.json').open(() => '')).rejects.toMatchObject({
      code: 'storage-set-up',
      message: `What the twitter source remembers (blob a.json in missing) cannot be used (404). ${way}`,
    });
    await expect(blobLedger(missing, 'b.json').change(() => '')).rejects.toMatchObject({ code: 'storage-set-up' });
  });

  it('fails while storage is down, so that nothing is read', async () => {
    const connectionString = storage.connectionString.replace(`:${storage.ports.blob}/`, ':1/');
    const states = blobPollState(containerClient({ connectionString }, 'state'), 'a.json');
    await expect(states.open(() => '')).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});

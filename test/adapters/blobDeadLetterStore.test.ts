import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { blobDeadLetterStore } from '../../src/adapters/blobDeadLetterStore.ts';
import { containerClient } from '../../src/adapters/storageClients.ts';
import { RunEndedError } from '../../src/pipeline/storing/runEnd.ts';
import { aDeadLetter } from '../support/aDeadLetter.ts';
import { faultyProxy } from '../support/faultyProxy.ts';

let storage: RunningStorage;
beforeAll(async () => {
  storage = await startStorage({});
});
afterAll(() => storage.close());

describe('writing dead letters', () => {
  it('says what to do where there is no container', async () => {
    const store = blobDeadLetterStore(containerClient(storage, 'missing'));
    await expect(store.write([aDeadLetter()])).rejects.toMatchObject({
      code: 'storage-set-up',
      message:
        'Dead letters cannot be written to container missing (404). Create it, or give the identity of the app the role Storage Blob Data Contributor.',
    });
  });

  it('fails while storage is down, so that the batch is stored again', async () => {
    const connectionString = storage.connectionString.replace(`:${storage.ports.blob}/`, ':1/');
    const store = blobDeadLetterStore(containerClient({ connectionString }, 'dead-letters'));
    await expect(store.write([aDeadLetter()])).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: 'Dead letters cannot be written to container dead-letters (no answer). The batch will be stored again.',
    });
  });

  it('gives up a request that hangs when its run may ask nothing more', async () => {
    const proxy = await faultyProxy(storage.ports.blob);
    try {
      proxy.faults = ['silence'];
      const connectionString = storage.connectionString.replace(`:${storage.ports.blob}/`, `:${proxy.port}/`);
      const { end, noRequests } = aRunEnd();
      const store = blobDeadLetterStore(containerClient({ connectionString }, 'dead-letters'));
      const writing = store.write([aDeadLetter()], end);
      noRequests.abort(new RunEndedError('stopping', 'x'));
      await expect(writing).rejects.toMatchObject({ code: 'stopping' });
    } finally {
      await proxy.close();
    }
  });
});

it('tells the body of a letter from others without reading the letter, which may hold a megabyte', async () => {
  await createResources(storage.connectionString, { tables: [], containers: ['dead-letters'] });
  const proxy = await faultyProxy(storage.ports.blob);
  try {
    const connectionString = storage.connectionString.replace(`:${storage.ports.blob}/`, `:${proxy.port}/`);
    const store = blobDeadLetterStore(containerClient({ connectionString }, 'dead-letters'));
    const letter = aDeadLetter();
    await store.write([letter]);
    const before = proxy.seen;
    expect((await store.bodyDigests([letter.name])).size).toBe(1);
    expect(proxy.seen - before).toBe(1);
  } finally {
    await proxy.close();
  }
});

function aRunEnd() {
  const [noNewRequests, noRequests] = [new AbortController(), new AbortController()];
  const end = { noNewRequests: noNewRequests.signal, noRequests: noRequests.signal };
  return { end, noNewRequests, noRequests };
}

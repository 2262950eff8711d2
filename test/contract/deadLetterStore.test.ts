import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { blobDeadLetterStore } from '../../src/adapters/blobDeadLetterStore.ts';
import { containerClient } from '../../src/adapters/storageClients.ts';
import { bodyDigest } from '../../src/pipeline/deadLetters/bodyDigest.ts';
import type { DeadLetterStore } from '../../src/pipeline/storeTweets.ts';
import { RunEndedError } from '../../src/pipeline/storing/runEnd.ts';
import { aDeadLetter } from '../support/aDeadLetter.ts';
import { MemoryDeadLetterStore } from '../support/memoryDeadLetterStore.ts';

interface Opened {
  readonly store: DeadLetterStore;
  /** The letters by name, in the order of a listing. */
  letters(): Promise<readonly (readonly [name: string, content: unknown])[]>;
  /** From here on nothing can be written. */
  fail(): Promise<void>;
}

let storage: RunningStorage;
beforeAll(async () => {
  storage = await startStorage({});
});
afterAll(() => storage.close());

let containers = 0;
const stores: readonly (readonly [string, () => Promise<Opened>])[] = [
  ['in memory', async () => openMemory()],
  ['in Blob storage', openContainer],
];

function openMemory(): Opened {
  const store = new MemoryDeadLetterStore();
  const fail = async () => {
    store.down = true;
  };
  return { store, fail, letters: async () => [...store.letters].sort(([one], [other]) => (one < other ? -1 : 1)) };
}

async function openContainer(): Promise<Opened> {
  const name = `letters${containers++}`;
  await createResources(storage.connectionString, { tables: [], containers: [name] });
  const container = containerClient(storage, name);
  const letters = async () => {
    const found: (readonly [string, unknown])[] = [];
    for await (const blob of container.listBlobsFlat()) {
      const bytes = await container.getBlobClient(blob.name).downloadToBuffer();
      expect(blob.properties.contentType).toBe('application/json');
      found.push([blob.name, JSON.parse(bytes.toString())]);
    }
    return found;
  };
  const fail = async () => void (await container.delete());
  return { store: blobDeadLetterStore(container), fail, letters };
}

describe.each(stores)('a dead-letter store %s', (_where, open) => {
  it('keeps what it is given, in the order of the partition', async () => {
    const { store, letters } = await open();
    const given = [9, 10, 100].map((sequenceNumber) => aDeadLetter({ sequenceNumber }));
    await store.write(given.toReversed());
    expect(await letters()).toEqual(given.map(({ name, content }) => [name, content]));
  });

  it('keeps one letter of an event dead-lettered twice, the last', async () => {
    const { store, letters } = await open();
    await store.write([aDeadLetter({}, 'first')]);
    await store.write([aDeadLetter({}, 'second')]);
    expect(await letters()).toEqual([[aDeadLetter().name, aDeadLetter({}, 'second').content]]);
  });

  it('keeps a body of 1 MB, byte for byte', async () => {
    const { store, letters } = await open();
    const body = Buffer.alloc(2 ** 20, Buffer.from([0xff, 0x00, 0x7b]));
    await store.write([aDeadLetter({ body })]);
    expect(await letters()).toEqual([[expect.any(String), expect.objectContaining({ body: body.toString('base64') })]]);
  });

  it('knows the digest of each body that it keeps, and of no other', async () => {
    const { store } = await open();
    const bodies = [1, 2].map((sequenceNumber) => Buffer.from(`body ${sequenceNumber}`));
    const letters = bodies.map((body, sequenceNumber) => aDeadLetter({ sequenceNumber, body }));
    await store.write(letters);
    const names = [...letters, aDeadLetter({ sequenceNumber: 3 })].map(({ name }) => name);
    const digests = await store.bodyDigests(names);
    expect([...digests]).toEqual(letters.map(({ name }, index) => [name, bodyDigest(bodies[index] ?? Buffer.of())]));
    expect(await store.bodyDigests([])).toEqual(new Map());
  });

  it('knows the properties in each letter that it keeps', async () => {
    const { store } = await open();
    const kept = { properties: { source: 'test', map: { a: [1] } }, systemProperties: { 'message-id': 'm-1' } };
    const letters = [aDeadLetter({ sequenceNumber: 1, ...kept }), aDeadLetter({ sequenceNumber: 2 })];
    await store.write(letters);
    const names = [...letters, aDeadLetter({ sequenceNumber: 3 })].map(({ name }) => name);
    expect([...(await store.properties(names))]).toEqual([
      [letters[0]?.name, kept],
      [letters[1]?.name, { properties: {}, systemProperties: {} }],
    ]);
  });

  it('takes letters as it writes them, and none after a failure', async () => {
    const { store, fail } = await open();
    await fail();
    let made = 0;
    function* letters() {
      for (; made < 100; made += 1) yield aDeadLetter({ sequenceNumber: made });
    }
    await expect(store.write(letters())).rejects.toThrow();
    // As many requests as are in flight.
    expect(made).toBeLessThanOrEqual(8);
  });

  it('starts no new request at the end of its run', async () => {
    const { store, letters } = await open();
    await store.write([aDeadLetter()]);
    const ended = new RunEndedError('stopping', 'The app is stopping.');
    const end = { noNewRequests: AbortSignal.abort(ended), noRequests: new AbortController().signal };
    const { name } = aDeadLetter();
    await expect(store.write([aDeadLetter({ sequenceNumber: 8 })], end)).rejects.toBe(ended);
    await expect(store.remove([name], end)).rejects.toBe(ended);
    await expect(store.bodyDigests([name], end)).rejects.toBe(ended);
    await expect(store.properties([name], end)).rejects.toBe(ended);
    expect((await letters()).map(([kept]) => kept)).toEqual([name]);
  });

  it('keeps many at once, and none', async () => {
    const { store, letters } = await open();
    await store.write([]);
    await store.write(Array.from({ length: 100 }, (_, sequenceNumber) => aDeadLetter({ sequenceNumber })));
    expect(await letters()).toHaveLength(100);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { blobDeadLetterStore } from '../../src/adapters/blobDeadLetterStore.ts';
import { containerClient } from '../../src/adapters/storageClients.ts';
import { bodyDigest } from '../../src/pipeline/deadLetters/bodyDigest.ts';
import type { DeadLetterStore } from '../../src/pipeline/storeTweets.ts';
import { aDeadLetter } from '../support/aDeadLetter.ts';
import { MemoryDeadLetterStore } from '../support/memoryDeadLetterStore.ts';

interface Opened {
  readonly store: DeadLetterStore;
  /** The letters by name, in the order of a listing. */
  letters(): Promise<readonly (readonly [name: string, content: unknown])[]>;
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
  return { store, letters: async () => [...store.letters].sort(([one], [other]) => (one < other ? -1 : 1)) };
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
  return { store: blobDeadLetterStore(container), letters };
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

  it('keeps many at once, and none', async () => {
    const { store, letters } = await open();
    await store.write([]);
    await store.write(Array.from({ length: 100 }, (_, sequenceNumber) => aDeadLetter({ sequenceNumber })));
    expect(await letters()).toHaveLength(100);
  });
});

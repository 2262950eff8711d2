import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { blobDeadLetterArchive } from '../../src/adapters/blobDeadLetterArchive.ts';
import { blobDeadLetterStore } from '../../src/adapters/blobDeadLetterStore.ts';
import { containerClient } from '../../src/adapters/storageClients.ts';
import type { DeadLetterArchive, LetterEntry } from '../../src/pipeline/deadLetters/deadLetterArchive.ts';
import type { DeadLetterStore } from '../../src/pipeline/storeTweets.ts';
import { RunEndedError } from '../../src/pipeline/storing/runEnd.ts';
import { aDeadLetter } from '../support/aDeadLetter.ts';
import { MemoryDeadLetterStore } from '../support/memoryDeadLetterStore.ts';

interface Opened {
  readonly store: DeadLetterStore;
  readonly archive: DeadLetterArchive;
}

let storage: RunningStorage;
beforeAll(async () => {
  storage = await startStorage({});
});
afterAll(() => storage.close());

let containers = 0;
async function openContainer() {
  const name = `archive${containers++}`;
  await createResources(storage.connectionString, { tables: [], containers: [name] });
  return containerClient(storage, name);
}

const kinds: readonly (readonly [string, () => Promise<Opened>])[] = [
  [
    'in memory',
    async () => {
      const store = new MemoryDeadLetterStore();
      return { store, archive: store };
    },
  ],
  [
    'in Blob storage',
    async () => {
      const container = await openContainer();
      return { store: blobDeadLetterStore(container), archive: blobDeadLetterArchive(container) };
    },
  ],
];

async function listed(archive: DeadLetterArchive, prefix = ''): Promise<LetterEntry[]> {
  const entries: LetterEntry[] = [];
  for await (const portion of archive.list(prefix)) entries.push(...portion);
  return entries;
}

const now = new Date('2026-11-21T08:00:00.000Z');

describe.each(kinds)('an archive of dead letters %s', (_where, open) => {
  it('lists what was written, by name, with what a person wants to know first', async () => {
    const { store, archive } = await open();
    const letters = [9, 100, 10].map((sequenceNumber) => aDeadLetter({ sequenceNumber }));
    await store.write(letters);
    const entries = await listed(archive);
    expect(entries.map(({ place }) => place.sequenceNumber)).toEqual([9, 10, 100]);
    expect(entries[0]).toEqual({
      name: letters[0]?.name,
      place: {
        hub: 'tweets',
        consumerGroup: 'store',
        partition: '3',
        sequenceNumber: 9,
        enqueuedTime: new Date('2026-11-20T22:15:00.250Z'),
      },
      reason: 'not-json',
      attempt: 1,
      deadLetteredTime: new Date('2026-11-20T22:15:09Z'),
      replayedTime: undefined,
      bytes: expect.any(Number),
    });
    expect(await archive.find(letters[0]?.name ?? '')).toEqual(entries[0]);
  });

  it('starts no new request at the end of a run', async () => {
    const { store, archive } = await open();
    await store.write([aDeadLetter()]);
    const ended = new RunEndedError('stopping', 'The app is stopping.');
    const end = { noNewRequests: AbortSignal.abort(ended), noRequests: new AbortController().signal };
    await expect(archive.remove([aDeadLetter().name], end)).rejects.toBe(ended);
    await expect(archive.list('', end)[Symbol.asyncIterator]().next()).rejects.toBe(ended);
    expect(await listed(archive)).toHaveLength(1);
  });

  it('lists those of a prefix only, and nothing where there is nothing', async () => {
    const { store, archive } = await open();
    await store.write([aDeadLetter({ partition: '1' }), aDeadLetter({ partition: '12' })]);
    expect((await listed(archive, 'tweets/store/1/')).map(({ place }) => place.partition)).toEqual(['1']);
    expect(await listed(archive, 'other/')).toEqual([]);
  });

  it('gives a letter back as it was written, and nothing for a name without one', async () => {
    const { store, archive } = await open();
    const letter = aDeadLetter({ body: Buffer.from([0xff, 0]) });
    await store.write([letter]);
    expect(await archive.read(letter.name)).toMatchObject({ name: letter.name, content: letter.content });
    const missing = aDeadLetter({ sequenceNumber: 8 }).name;
    expect([await archive.read(missing), await archive.find(missing)]).toEqual([undefined, undefined]);
  });

  it('marks a letter, which stays as it is', async () => {
    const { store, archive } = await open();
    const { name, content } = aDeadLetter();
    await store.write([{ name, content }]);
    const opened = await archive.read(name);
    if (opened === undefined) throw new Error('There is no letter.');
    await archive.markReplayed(opened, now);
    expect(await archive.find(name)).toMatchObject({ replayedTime: now, reason: 'not-json', attempt: 1 });
    expect(await listed(archive)).toEqual([await archive.find(name)]);
    expect((await archive.read(name))?.content).toEqual(content);
  });

  it('leaves alone a letter that was written again since it was read, and one that is gone', async () => {
    const { store, archive } = await open();
    const { name, content } = aDeadLetter();
    await store.write([{ name, content }]);
    const opened = await archive.read(name);
    if (opened === undefined) throw new Error('There is no letter.');
    await store.write([{ name, content: { ...content, attempt: 2 } }]);
    await archive.markReplayed(opened, now);
    expect(await archive.find(name)).toMatchObject({ attempt: 2, replayedTime: undefined });
    await archive.remove([name]);
    await archive.markReplayed(opened, now);
    expect(await archive.find(name)).toBeUndefined();
  });

  it('takes the mark off a letter that is written again', async () => {
    const { store, archive } = await open();
    await store.write([aDeadLetter()]);
    const opened = await archive.read(aDeadLetter().name);
    if (opened) await archive.markReplayed(opened, now);
    await store.write([aDeadLetter()]);
    expect(await listed(archive)).toMatchObject([{ replayedTime: undefined }]);
  });

  it.each(['store', 'archive'] as const)('removes letters by the %s, also those that are not there', async (by) => {
    const opened = await open();
    const [one, two] = [aDeadLetter({ sequenceNumber: 1 }), aDeadLetter({ sequenceNumber: 2 })];
    await opened.store.write([one, two]);
    for (const _again of [1, 2]) await opened[by].remove([one.name]);
    await opened[by].remove([]);
    expect((await listed(opened.archive)).map(({ name }) => name)).toEqual([two.name]);
  });
});

describe('an archive in Blob storage', () => {
  it('lists in pages, reads letters that lost their metadata, and leaves out what is no letter', async () => {
    const container = await openContainer();
    const letters = Array.from({ length: 3 }, (_, sequenceNumber) => aDeadLetter({ sequenceNumber }));
    await blobDeadLetterStore(container).write(letters);
    await container.getBlobClient(letters[1]?.name ?? '').setMetadata({});
    const strange: readonly (readonly [string, string])[] = [
      ['readme.txt', 'x'],
      [aDeadLetter({ sequenceNumber: 8 }).name, '{}'],
    ];
    for (const [name, text] of strange) await container.getBlockBlobClient(name).upload(text, text.length);
    expect((await listed(blobDeadLetterArchive(container, { lettersPerPage: 2 }))).map(({ name }) => name)).toEqual(
      letters.map(({ name }) => name),
    );
  });

  it('leaves on a letter that it marks what the store needs to know', async () => {
    const container = await openContainer();
    const [store, archive] = [blobDeadLetterStore(container), blobDeadLetterArchive(container)];
    const [marked, stripped] = [1, 2].map((sequenceNumber) => aDeadLetter({ sequenceNumber }));
    const names = [marked, stripped].map((letter) => letter?.name ?? '');
    await store.write([marked, stripped].filter((letter) => letter !== undefined));
    const before = await store.bodyDigests(names);
    const opened = await archive.read(names[0] ?? '');
    if (opened) await archive.markReplayed(opened, new Date());
    await container.getBlobClient(names[1] ?? '').setMetadata({});
    expect(await store.bodyDigests(names)).toEqual(before);
    expect(before.size).toBe(2);
  });

  it('says what to do where there is no container', async () => {
    const archive = blobDeadLetterArchive(containerClient(storage, 'missing'));
    const expected = {
      code: 'storage-set-up',
      message:
        'Dead letters cannot be read in container missing (404). Create it, or give the identity of the app the role Storage Blob Data Contributor.',
    };
    await expect(listed(archive)).rejects.toMatchObject(expected);
    await expect(archive.find(aDeadLetter().name)).rejects.toMatchObject(expected);
    await expect(archive.read(aDeadLetter().name)).rejects.toMatchObject(expected);
  });
});

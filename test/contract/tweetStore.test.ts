import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { tableClient } from '../../src/adapters/storageClients.ts';
import { tableTweetReader } from '../../src/adapters/tableTweetReader.ts';
import { tableTweetStore } from '../../src/adapters/tableTweetStore.ts';
import type { StoredTweet } from '../../src/pipeline/storedTweet.ts';
import { RunEndedError, unending } from '../../src/pipeline/storing/runEnd.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
import { type TweetStore, unwatched, type WriteWatch } from '../../src/pipeline/tweetStore.ts';
import { wellFormed } from '../../src/pipeline/wellFormed.ts';
import { aStoredTweet } from '../support/aStoredTweet.ts';
import { MemoryTweetStore } from '../support/memoryTweetStore.ts';

interface Opened {
  readonly store: TweetStore;
  /** What a reader finds under an id. */
  textOf(id: string): Promise<unknown>;
}

let storage: RunningStorage;
beforeAll(async () => {
  storage = await startStorage({});
});
afterAll(() => storage.close());

let tables = 0;
const stores: readonly (readonly [string, () => Promise<Opened>])[] = [
  ['in memory', async () => openMemory()],
  ['in Table storage', openTable],
];

function openMemory(): Opened {
  const store = new MemoryTweetStore();
  return { store, textOf: async (id) => [...store.rows.values()].find((row) => row.id === id)?.text };
}

async function openTable(): Promise<Opened> {
  const name = `tweets${tables++}`;
  await createResources(storage.connectionString, { tables: [name], containers: [] });
  const table = tableClient(storage, name);
  const reader = tableTweetReader(table);
  return { store: tableTweetStore(table), textOf: async (id) => (await reader.find(id))?.text };
}

/** Tweets of one hour, hence few partition keys. */
const idOf = (index: number) => tweetIdAt(Date.UTC(2026, 10, 20, 22), index);
const manyTweets = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => aStoredTweet({ id: idOf(index), text: text(index) }));
/** Only the ids: a failing test must not print a megabyte. */
const refusals = async (store: TweetStore, tweets: readonly StoredTweet[]) =>
  (await store.upsert(tweets)).map(({ tweet }) => tweet.id);
/** As ASCII it is half a megabyte, which counts for more than the megabyte that a row may take. */
const keysOf = (index: number) => {
  const { id, partitionKey, rowKey } = aStoredTweet({ id: idOf(index) });
  return { id, partitionKey, rowKey };
};
const tooLong = 'a'.repeat(524_288);

describe.each(stores)('a tweet store %s', (_where, open) => {
  it('keeps what it is given, from none to many', async () => {
    const { store, textOf } = await open();
    expect(await refusals(store, [])).toEqual([]);
    expect(
      await refusals(
        store,
        manyTweets(950, (index) => `text ${index}`),
      ),
    ).toEqual([]);
    for (const index of [0, 1, 500, 949]) expect(await textOf(idOf(index))).toBe(`text ${index}`);
  });

  it('keeps one row of a tweet written twice, with what was written last', async () => {
    const { store, textOf } = await open();
    await store.upsert([aStoredTweet({ id: '20', text: 'first' })]);
    await store.upsert([aStoredTweet({ id: '20', text: 'second' })]);
    expect(await textOf('20')).toBe('second');
  });

  it('keeps the last version of a tweet that comes several times at once', async () => {
    const { store, textOf } = await open();
    const versions = manyTweets(300, (index) => `text ${index}`).map((tweet, index) => ({
      ...tweet,
      ...keysOf(index % 7),
    }));
    expect(await refusals(store, versions)).toEqual([]);
    for (let index = 0; index < 7; index += 1)
      expect(await textOf(idOf(index))).toBe(`text ${299 - ((299 - index) % 7)}`);
  });

  it('keeps the version before it where storage can never take the last', async () => {
    const { store, textOf } = await open();
    const versions = ['first', 'second', tooLong, tooLong].map((text) => aStoredTweet({ id: '20', text }));
    expect(await refusals(store, versions)).toEqual(['20', '20']);
    expect(await textOf('20')).toBe('second');
  });

  it.each([
    ['32,768 letters', 'a'.repeat(32_768)],
    ['32,768 UTF-16 units that are 65,536 bytes', '👋'.repeat(16_384)],
    ['32,768 UTF-16 units that are 98,304 bytes', '流'.repeat(32_768)],
    ['32,769 units, the last two a pair', `${'a'.repeat(32_767)}👋`],
    ['500,000 units, which nearly fill a row', 'a'.repeat(500_000)],
    ['controls, escapes and a byte order mark', '\u0001 \u0085 \u2028 <&>\'" \\ 👩‍💻 \ufeff'],
  ])('keeps a text of %s exactly, alone and among others', async (_what, text) => {
    const { store, textOf } = await open();
    expect(await refusals(store, [aStoredTweet({ id: '20', text })])).toEqual([]);
    expect((await textOf('20')) === text).toBe(true);
    expect(
      await refusals(
        store,
        manyTweets(3, () => text),
      ),
    ).toEqual([]);
    for (let index = 0; index < 3; index += 1) expect((await textOf(idOf(index))) === text).toBe(true);
  });

  it('keeps whatever well-formed text exactly, together with others', async () => {
    const { store, textOf } = await open();
    const texts = fc.array(fc.string({ unit: 'grapheme' }).map(wellFormed), { minLength: 1, maxLength: 100 });
    const anything = fc.array(fc.string({ unit: 'binary' }).map(wellFormed), { minLength: 1, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(texts, anything), async (given) => {
        expect(
          await refusals(
            store,
            manyTweets(given.length, (index) => given[index] ?? ''),
          ),
        ).toEqual([]);
        for (const [index, text] of given.entries()) expect(await textOf(idOf(index))).toBe(text);
      }),
      { numRuns: 10 },
    );
  });

  it('gives back, and says why, those that storage can never take, and keeps all others', async () => {
    const { store, textOf } = await open();
    const tweets = manyTweets(250, (index) => (index % 50 === 7 ? tooLong : `text ${index}`));
    const refused = await refusals(store, tweets);
    expect(refused.toSorted()).toEqual([7, 57, 107, 157, 207].map(idOf));
    expect(await textOf(idOf(7))).toBeUndefined();
    for (const index of [0, 6, 8, 249]) expect(await textOf(idOf(index))).toBe(`text ${index}`);
  });

  it('tells of each row once that it is durable, and of at least one request', async () => {
    const { store } = await open();
    const told: string[] = [];
    let requests = 0;
    const watch: WriteWatch = {
      sent: (isRepeat) => {
        requests += isRepeat ? 0 : 1;
      },
      throttled: () => undefined,
      acknowledged: (writes) => {
        told.push(...writes.map(({ tweet }) => `${tweet.id} ${tweet.text.slice(0, 9)}`));
      },
    };
    const again = manyTweets(2, () => 'again').map((tweet, index) => ({ ...tweet, ...keysOf(index) }));
    const refusedLater = { ...aStoredTweet({ id: idOf(2), text: tooLong }), ...keysOf(2) };
    await store.upsert([...manyTweets(250, () => 'first'), ...again, refusedLater], unending, watch);
    const expected = Array.from({ length: 250 }, (_, index) => `${idOf(index)} ${index < 2 ? 'again' : 'first'}`);
    expect(told.toSorted()).toEqual(expected.toSorted());
    expect(requests).toBeGreaterThan(0);
  });

  it('tells of no row that is not durable', async () => {
    const { store } = await open();
    const told: unknown[] = [];
    await store.upsert([aStoredTweet({ text: tooLong })], unending, {
      ...unwatched,
      acknowledged: (w) => told.push(w),
    });
    await store.upsert([], unending, {
      ...unwatched,
      acknowledged: (w) => told.push(w),
      sent: () => told.push('sent'),
    });
    expect(told).toEqual([]);
  });

  it('gives back a lone one that storage can never take', async () => {
    const { store } = await open();
    const tweet = aStoredTweet({ text: tooLong });
    expect(await refusals(store, [tweet])).toEqual([tweet.id]);
    expect((await store.upsert([tweet]))[0]).toMatchObject({ tweet, message: expect.stringMatching(/./) });
  });

  it('writes nothing more once its time is up, and says so', async () => {
    const { store, textOf } = await open();
    const late = AbortSignal.abort(new RunEndedError('stopping', 'The app is stopping.'));
    const end = { noNewRequests: late, noRequests: new AbortController().signal };
    const tweets = manyTweets(3, () => 'too late');
    await expect(store.upsert(tweets, end)).rejects.toMatchObject({ name: 'RunEndedError', code: 'stopping' });
    expect(await textOf(idOf(0))).toBeUndefined();
  });

  it('keeps rows that are together larger than one request may be', async () => {
    const { store, textOf } = await open();
    const large = '流'.repeat(32_000);
    expect(
      await refusals(
        store,
        manyTweets(120, () => large),
      ),
    ).toEqual([]);
    for (const index of [0, 60, 119]) expect((await textOf(idOf(index))) === large).toBe(true);
  });
});

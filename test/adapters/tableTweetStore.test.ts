import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { tableClient } from '../../src/adapters/storageClients.ts';
import { tableTweetReader } from '../../src/adapters/tableTweetReader.ts';
import { tableTweetStore } from '../../src/adapters/tableTweetStore.ts';
import { planWrites } from '../../src/pipeline/storing/planWrites.ts';
import { RunEndedError, unending } from '../../src/pipeline/storing/runEnd.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
import type { WriteWatch } from '../../src/pipeline/tweetStore.ts';
import { aStoredTweet } from '../support/aStoredTweet.ts';
import { type Fault, type FaultyProxy, faultyProxy } from '../support/faultyProxy.ts';

let storage: RunningStorage;
let proxy: FaultyProxy;
beforeAll(async () => {
  storage = await startStorage({});
  proxy = await faultyProxy(storage.ports.table);
  await createResources(storage.connectionString, { tables: ['tweets'], containers: [] });
});
afterEach(() => {
  proxy.faults = [];
  proxy.onRequest = () => undefined;
});
afterAll(async () => {
  await proxy.close();
  await storage.close();
});

const now = Date.UTC(2026, 10, 20, 22, 30);
const throughProxy = () => storage.connectionString.replace(`:${storage.ports.table}/`, `:${proxy.port}/`);
const faulty = () => tableClient({ connectionString: throughProxy() }, 'tweets', { maxRetries: 0 });
const stored = async () =>
  (await tableTweetReader(tableClient(storage, 'tweets')).newest(1000, now)).map(({ id, text }) => `${id} ${text}`);

const one = [aStoredTweet({ id: tweetIdAt(now, 0), text: 'alone' })];
/** Some share a partition key, hence a transaction. */
const many = Array.from({ length: 20 }, (_, index) =>
  aStoredTweet({ id: tweetIdAt(now, index), text: `text ${index}` }),
);
/** Each in an hour of its own. */
const spread = Array.from({ length: 40 }, (_, index) =>
  aStoredTweet({ id: tweetIdAt(now - index * 3_600_000, 500), text: `hour ${index}` }),
);

describe.each([
  ['one row', one],
  ['many rows', many],
])('writing %s', (_what, rows) => {
  it.each<Fault>(['unavailable', 'page of 400', 'page of 413', 'reset', 'answer lost', 'answer cut', 'silence'])(
    'fails on "%s" that does not end, and leaves the same rows once it is repeated',
    async (fault) => {
      const store = tableTweetStore(faulty(), { requestTimeLimitMs: 500, repeatForMs: 300 });
      proxy.faults = Array(20).fill(fault);
      await expect(store.upsert(rows)).rejects.toMatchObject({ code: 'storage-unavailable', cause: expect.anything() });
      proxy.faults = [];
      expect(await store.upsert(rows)).toEqual([]);
      expect(await stored()).toEqual(expect.arrayContaining(rows.map(({ id, text }) => `${id} ${text}`)));
      expect(new Set(await stored()).size).toBe((await stored()).length);
    },
  );

  it('says what to do where there is no table, and does not ask again', async () => {
    const before = proxy.seen;
    const requests = planWrites(rows).requests.length;
    const store = tableTweetStore(tableClient({ connectionString: throughProxy() }, 'missing', { maxRetries: 0 }));
    await expect(store.upsert(rows)).rejects.toMatchObject({
      code: 'storage-set-up',
      message:
        'Table missing cannot be used (TableNotFound). Create it, or give the identity the role Storage Table Data Contributor.',
    });
    expect(proxy.seen - before).toBeLessThanOrEqual(requests);
  });

  it('says what to do where the key is wrong, and shows no key', async () => {
    const connectionString = storage.connectionString.replace(/AccountKey=[^;]+/, 'AccountKey=V1JPTkc=');
    const store = tableTweetStore(tableClient({ connectionString }, 'tweets'));
    await expect(store.upsert(rows)).rejects.toMatchObject({
      code: 'storage-set-up',
      message: expect.not.stringContaining('V1JPTkc='),
    });
  });
});

it('takes a transaction answered by nothing for a lost answer, not for a success', async () => {
  const store = tableTweetStore(faulty(), { repeatForMs: 0 });
  proxy.faults = many.map(() => 'answer empty');
  await expect(store.upsert(many)).rejects.toMatchObject({ code: 'storage-unavailable' });
});

it.each<Fault>([
  'unavailable',
  'page of 400',
  'page of 413',
  'reset',
  'answer lost',
  'answer empty',
  'answer cut',
  'silence',
])('rides out one "%s" by repeating that request, and only that', async (fault) => {
  const store = tableTweetStore(faulty(), { requestTimeLimitMs: 500 });
  const requests = planWrites(many).requests.length;
  const before = proxy.seen;
  proxy.faults = [fault];
  expect(await store.upsert(many)).toEqual([]);
  // A page of 413 may mean that the request was too large, which halves of it are not.
  expect(proxy.seen - before).toBe(fault === 'page of 413' ? requests + 2 : requests + 1);
});

it.each<readonly [Fault, number]>([
  ['unavailable', 1],
  ['page of 400', 0],
  ['answer lost', 0],
])('tells of a request that goes out again after "%s", and whether storage was too busy', async (fault, throttled) => {
  const requests = planWrites(many).requests.length;
  const told = { sent: 0, repeats: 0, throttled: 0, rows: 0 };
  const watch: WriteWatch = {
    sent: (isRepeat) => {
      told.sent += 1;
      told.repeats += isRepeat ? 1 : 0;
    },
    throttled: () => {
      told.throttled += 1;
    },
    acknowledged: ({ length }) => {
      told.rows += length;
    },
  };
  proxy.faults = [fault];
  await tableTweetStore(faulty(), { requestTimeLimitMs: 500 }).upsert(many, unending, watch);
  expect(told).toEqual({ sent: requests + 1, repeats: 1, throttled, rows: many.length });
});

it('leaves storage alone for as long as it asks, and gives the batch back when that is too long', async () => {
  const before = proxy.seen;
  proxy.faults = Array(20).fill('busy for an hour');
  await expect(tableTweetStore(faulty(), { repeatForMs: 1_000 }).upsert(one)).rejects.toMatchObject({
    code: 'storage-unavailable',
  });
  expect(proxy.seen - before).toBe(1);
});

it('repeats with the pauses of its own alone, however the answer is lost', async () => {
  const store = tableTweetStore(faulty(), { repeatForMs: 1_000 });
  const before = proxy.seen;
  proxy.faults = Array(100).fill('unavailable');
  await expect(store.upsert(one)).rejects.toMatchObject({ code: 'storage-unavailable' });
  // After 0 ms, then 50 to 100, 100 to 200, 200 to 400, 400 to 800: the SDK's own repeats would make each of them four.
  expect(proxy.seen - before).toBeLessThanOrEqual(6);
});

it('leaves nothing of an older version behind', async () => {
  const store = tableTweetStore(tableClient(storage, 'tweets'));
  const id = tweetIdAt(now, 77);
  await store.upsert([aStoredTweet({ id, lang: 'en' })]);
  await store.upsert([aStoredTweet({ id })]);
  const row = await tableTweetReader(tableClient(storage, 'tweets')).find(id);
  expect(row).toMatchObject({ id });
  expect(row).not.toHaveProperty('lang');
});

describe('a row that the planner lets pass and storage refuses', () => {
  /** A megabyte of escapes: Azurite measures the JSON, Table storage does not. */
  const refusedByAzurite = '流'.repeat(190_000);
  const tweets = Array.from({ length: 250 }, (_, index) =>
    aStoredTweet({ id: tweetIdAt(now, 1000 + index), text: index % 80 === 7 ? refusedByAzurite : `text ${index}` }),
  );

  it('is set aside, and all others are stored', async () => {
    const store = tableTweetStore(tableClient(storage, 'tweets', { maxRetries: 0 }));
    const refused = await store.upsert(tweets);
    expect(refused.map(({ tweet }) => tweet.id).toSorted()).toEqual([7, 87, 167, 247].map((at) => tweets[at]?.id));
    expect(new Set(refused.map(({ message }) => message))).toEqual(new Set(['EntityTooLarge']));
    const ids = new Set((await stored()).map((row) => row.split(' ')[0]));
    expect(tweets.filter(({ id }) => !ids.has(id))).toHaveLength(4);
  });

  it('makes room for the version before it', async () => {
    const store = tableTweetStore(tableClient(storage, 'tweets', { maxRetries: 0 }));
    const id = tweetIdAt(now, 2000);
    const texts = ['first', 'second', refusedByAzurite, refusedByAzurite];
    expect(await store.upsert(texts.map((text) => aStoredTweet({ id, text })))).toHaveLength(2);
    expect(await stored()).toContain(`${id} second`);
  });
});

describe('the end of a run', () => {
  const stopped = new RunEndedError('stopping', 'The app is stopping.');
  const runEnd = () => {
    const [noNewRequests, noRequests] = [new AbortController(), new AbortController()];
    return { noNewRequests, noRequests, end: { noNewRequests: noNewRequests.signal, noRequests: noRequests.signal } };
  };

  it('lets no new request start', async () => {
    const { noNewRequests, end } = runEnd();
    noNewRequests.abort(stopped);
    const before = proxy.seen;
    await expect(tableTweetStore(faulty()).upsert(many, end)).rejects.toBe(stopped);
    expect(proxy.seen).toBe(before);
  });

  it('lets what is in flight come to its end, and then starts no repeat and no next request', async () => {
    const { noNewRequests, end } = runEnd();
    proxy.onRequest = () => noNewRequests.abort(stopped);
    const before = proxy.seen;
    await expect(tableTweetStore(faulty()).upsert(spread, end)).rejects.toBe(stopped);
    expect(proxy.seen - before).toBeLessThanOrEqual(8);
    expect(await stored()).toContain(`${spread[0]?.id} ${spread[0]?.text}`);
  });

  it('gives up what is in flight, and breaks off a pause', async () => {
    for (const fault of ['silence', 'unavailable'] as const) {
      const { noNewRequests, noRequests, end } = runEnd();
      proxy.faults = Array(100).fill(fault);
      proxy.onRequest = () => {
        noNewRequests.abort(stopped);
        noRequests.abort(stopped);
      };
      await expect(tableTweetStore(faulty()).upsert(many, end)).rejects.toBe(stopped);
    }
  });
});

import { TableClient } from '@azure/data-tables';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { tableClient } from '../../src/adapters/storageClients.ts';
import { tableTweetReader } from '../../src/adapters/tableTweetReader.ts';
import { tableTweetStore } from '../../src/adapters/tableTweetStore.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
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
});
afterAll(async () => {
  await proxy.close();
  await storage.close();
});

const now = Date.UTC(2026, 10, 20, 22, 30);
const throughProxy = () => storage.connectionString.replace(`:${storage.ports.table}/`, `:${proxy.port}/`);
/** The production client without the SDK's own repeats, which would hide a single fault. */
const faulty = () =>
  TableClient.fromConnectionString(throughProxy(), 'tweets', {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });
const stored = async () =>
  (await tableTweetReader(tableClient(storage, 'tweets')).newest(1000, now)).map(({ id, text }) => `${id} ${text}`);

const one = [aStoredTweet({ id: tweetIdAt(now, 0), text: 'alone' })];
/** Some share a partition key, hence a transaction. */
const many = Array.from({ length: 20 }, (_, index) =>
  aStoredTweet({ id: tweetIdAt(now, index), text: `text ${index}` }),
);

describe.each([
  ['one row', one],
  ['many rows', many],
])('writing %s', (_what, rows) => {
  it.each<Fault>(['unavailable', 'page of 400', 'page of 413', 'reset', 'answer lost', 'answer cut', 'silence'])(
    'fails on "%s", and leaves the same rows once it is repeated',
    async (fault) => {
      const store = tableTweetStore(faulty(), { requestTimeLimitMs: 1000 });
      proxy.faults = rows.map(() => fault);
      await expect(store.upsert(rows)).rejects.toMatchObject({ code: 'storage-unavailable', cause: expect.anything() });
      proxy.faults = [];
      expect(await store.upsert(rows)).toEqual([]);
      expect(await stored()).toEqual(expect.arrayContaining(rows.map(({ id, text }) => `${id} ${text}`)));
      expect(new Set(await stored()).size).toBe((await stored()).length);
    },
  );

  it('says what to do where there is no table', async () => {
    const store = tableTweetStore(tableClient(storage, 'missing'));
    await expect(store.upsert(rows)).rejects.toMatchObject({
      code: 'storage-set-up',
      message:
        'Table missing cannot be used (TableNotFound). Create it, or give the identity the role Storage Table Data Contributor.',
    });
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
  const store = tableTweetStore(faulty());
  proxy.faults = many.map(() => 'answer empty');
  await expect(store.upsert(many)).rejects.toMatchObject({ code: 'storage-unavailable' });
});

it('rides out one fault by the repeats of the SDK', async () => {
  const store = tableTweetStore(tableClient({ connectionString: throughProxy() }, 'tweets'));
  proxy.faults = ['unavailable'];
  expect(await store.upsert(one)).toEqual([]);
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

import type { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { tableClient } from '../../src/adapters/storageClients.ts';
import { type TableTweetEraserOptions, tableTweetEraser } from '../../src/adapters/tableTweetEraser.ts';
import type { TweetEraser } from '../../src/pipeline/forgetting/tweetEraser.ts';
import { type RowKeys, rowKeys } from '../../src/pipeline/rowKeys.ts';
import { textId } from '../../src/pipeline/textId.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
import { type Fault, type FaultyProxy, faultyProxy } from '../support/faultyProxy.ts';
import { MemoryTweetEraser } from '../support/memoryTweetEraser.ts';

interface Opened {
  readonly eraser: TweetEraser;
  add(...keys: readonly RowKeys[]): Promise<void>;
  count(): Promise<number>;
}

const proxies: FaultyProxy[] = [];
let storage: RunningStorage;
beforeAll(async () => {
  storage = await startStorage({});
});
afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
  await storage.close();
});

let tables = 0;
async function openTable(): Promise<Opened & { readonly table: TableClient }> {
  const name = `eraser${tables++}`;
  await createResources(storage.connectionString, { tables: [name], containers: [] });
  const table = tableClient(storage, name);
  const add = async (...rows: readonly RowKeys[]) => {
    for (const row of rows) await table.upsertEntity({ ...row, text: 'x' }, 'Replace');
  };
  const count = async () => {
    let rows = 0;
    for await (const _row of table.listEntities()) rows += 1;
    return rows;
  };
  return { table, eraser: tableTweetEraser(table), add, count };
}

async function openMemory(): Promise<Opened> {
  const eraser = new MemoryTweetEraser();
  return { eraser, add: async (...keys) => eraser.add(...keys), count: async () => eraser.rows.size };
}

const kinds: readonly (readonly [string, () => Promise<Opened>])[] = [
  ['in memory', openMemory],
  ['in Table storage', openTable],
];

const noon = Date.UTC(2026, 10, 20, 12);
const keysOf = (id: string): RowKeys => {
  const keys = rowKeys(id);
  if (keys === undefined) throw new TypeError(`${id} is no id.`);
  return keys;
};
const tweetAt = (timeMs: number, counter = 0) => keysOf(tweetIdAt(timeMs, counter));
const textAt = (timeMs: number) =>
  keysOf(textId({ hub: 'tweets', partition: '3', sequenceNumber: 7, enqueuedTime: new Date(timeMs) }));

async function removed(eraser: TweetEraser, time: number): Promise<number> {
  let rows = 0;
  const { signal } = new AbortController();
  const end = { noNewRequests: signal, noRequests: signal };
  for await (const count of eraser.removeBefore(new Date(time), end)) rows += count;
  return rows;
}

describe.each(kinds)('an eraser of tweets %s', (_where, open) => {
  it('deletes tweets and bare texts from before a time, to the millisecond, and nothing newer', async () => {
    const { eraser, add, count } = await open();
    await add(...[noon - 1, noon, noon + 1, noon - 3_600_000, 0].map(textAt));
    await add(...[noon - 1, noon, noon + 1, noon - 3_600_000, Date.UTC(2014, 0, 1)].map((time) => tweetAt(time)));
    expect(await removed(eraser, noon)).toBe(6);
    expect(await removed(eraser, noon)).toBe(0);
    expect(await count()).toBe(4);
    expect(await removed(eraser, noon + 1)).toBe(2);
  });

  it('says which rows it holds', async () => {
    const { eraser, add } = await open();
    const rows = [tweetAt(noon), textAt(noon + 250)];
    await add(...rows);
    const keys: RowKeys[] = [];
    for await (const portion of eraser.keys())
      keys.push(...portion.map(({ partitionKey, rowKey }) => ({ partitionKey, rowKey })));
    expect(new Set(keys)).toEqual(new Set(rows));
  });

  it('deletes one by its id, and says whether it was there', async () => {
    const { eraser, add, count } = await open();
    const [id, text] = [
      tweetIdAt(noon, 1),
      textId({ hub: 'h', partition: '0', sequenceNumber: 1, enqueuedTime: new Date(noon) }),
    ];
    await add(keysOf(id), keysOf(text), tweetAt(noon, 2));
    expect([await eraser.has(id), await eraser.has('20'), await eraser.has('no id')]).toEqual([true, false, false]);
    for (const each of [id, text])
      expect([await eraser.remove(each), await eraser.remove(each)]).toEqual([true, false]);
    expect(await eraser.remove('no id')).toBe(false);
    expect(await count()).toBe(1);
  });
});

describe('an eraser of tweets in Table storage', () => {
  const nextHour = noon + 3_600_000;
  const many = Array.from({ length: 1_234 }, (_, index) => tweetAt(noon, index));
  const addMany = async (table: TableClient) => {
    for (const key of new Set(many.map(({ partitionKey }) => partitionKey))) {
      const rows = many.filter(({ partitionKey }) => partitionKey === key);
      for (let start = 0; start < rows.length; start += 100) {
        await table.submitTransaction(rows.slice(start, start + 100).map((row) => ['upsert', { ...row }, 'Replace']));
      }
    }
  };

  it('deletes more than a page and a transaction hold, and leaves foreign rows', async () => {
    const { table, eraser, add, count } = await openTable();
    await addMany(table);
    await add(
      ...['0', '2026112010-7', '2026112011-0', 'x'].map((partitionKey) => ({ partitionKey, rowKey: 'readme' })),
    );
    expect(await removed(eraser, nextHour)).toBe(1_234);
    expect(await count()).toBe(4);
  });

  it('does no harm where two delete the same at once', async () => {
    const { table, count } = await openTable();
    await addMany(table);
    await Promise.all([removed(tableTweetEraser(table), nextHour), removed(tableTweetEraser(table), nextHour)]);
    expect(await count()).toBe(0);
  });

  /** A table of forty rows behind a proxy, and its eraser. */
  async function openFaulty(limits: TableTweetEraserOptions = {}) {
    const { table, count } = await openTable();
    for (const row of many.slice(0, 40)) await table.upsertEntity({ ...row }, 'Replace');
    const proxy = await faultyProxy(storage.ports.table);
    proxies.push(proxy);
    const connectionString = storage.connectionString.replace(`:${storage.ports.table}/`, `:${proxy.port}/`);
    const eraser = tableTweetEraser(tableClient({ connectionString }, table.tableName, { maxRetries: 0 }), limits);
    return { proxy, eraser, count };
  }

  it.each(['answer lost', 'answer empty', 'answer cut', 'unavailable', 'reset'] as const)(
    'asks again by itself after a fault that passes (%s)',
    async (fault) => {
      const { proxy, eraser, count } = await openFaulty();
      // The first hour, its buckets, and the deleting of what they hold.
      proxy.faults = [fault, 'pass', fault, ...Array<Fault>(4).fill('pass'), fault, fault];
      await removed(eraser, nextHour);
      expect(await count()).toBe(0);
    },
  );

  it('gives up where storage stays away, and the next run goes on', async () => {
    const { proxy, eraser, count } = await openFaulty({ repeatForMs: 300 });
    proxy.faults = Array<Fault>(8).fill('pass');
    proxy.outage = 'unavailable';
    await expect(removed(eraser, nextHour)).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(await count()).toBeGreaterThan(0);
    proxy.outage = undefined;
    await removed(eraser, nextHour);
    expect(await count()).toBe(0);
  });

  it('does not wait for ever for an answer', async () => {
    const { proxy, eraser } = await openFaulty({ repeatForMs: 0, requestTimeLimitMs: 100 });
    proxy.outage = 'silence';
    const waits = [removed(eraser, noon), eraser.keys()[Symbol.asyncIterator]().next(), eraser.remove('20')];
    for (const { status } of await Promise.allSettled(waits)) expect(status).toBe('rejected');
  });

  it('starts no new request at the end of its run', async () => {
    const { table, add, count } = await openTable();
    await addMany(table);
    await add(...[1, 2, 3].map((index) => tweetAt(noon - 1, index)));
    const [noNewRequests, noRequests] = [new AbortController(), new AbortController()];
    const end = { noNewRequests: noNewRequests.signal, noRequests: noRequests.signal };
    const run = tableTweetEraser(table).removeBefore(new Date(nextHour), end)[Symbol.asyncIterator]();
    expect((await run.next()).value).toBe(3);
    noNewRequests.abort(new Error('time is up'));
    await expect(run.next()).rejects.toThrow('time is up');
    await expect(tableTweetEraser(table).keys(end)[Symbol.asyncIterator]().next()).rejects.toThrow('time is up');
    expect(await count()).toBe(1_234);
  });

  it('says what to do where there is no table', async () => {
    await expect(removed(tableTweetEraser(tableClient(storage, 'missing')), noon)).rejects.toMatchObject({
      code: 'storage-set-up',
      message: expect.stringContaining('Table missing cannot be used (TableNotFound). Create it'),
    });
  });
});

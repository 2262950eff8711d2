import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { tableClient } from '../../src/adapters/storageClients.ts';
import { type TweetReader, tableTweetReader } from '../../src/adapters/tableTweetReader.ts';
import { tableTweetStore } from '../../src/adapters/tableTweetStore.ts';
import { textRow } from '../../src/pipeline/storedTweet.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
import { aHubEvent } from '../support/aHubEvent.ts';
import { aStoredTweet } from '../support/aStoredTweet.ts';

const now = Date.UTC(2026, 10, 20, 22, 30);
const minute = 60_000;
const tweetAt = (time: number, text: string, counter = 0) => aStoredTweet({ id: tweetIdAt(time, counter), text });
const textAt = (time: number, text: string) => textRow(text, aHubEvent({ enqueuedTime: new Date(time) }));

let storage: RunningStorage;
let reader: TweetReader;
let empty: TweetReader;
beforeAll(async () => {
  storage = await startStorage({});
  await createResources(storage.connectionString, { tables: ['tweets', 'empty', 'long'], containers: [] });
  const table = tableClient(storage, 'tweets');
  reader = tableTweetReader(table);
  empty = tableTweetReader(tableClient(storage, 'empty'));
  const thisHour = Array.from({ length: 30 }, (_, index) => tweetAt(now - index * minute, `now ${index}`));
  const old = Array.from({ length: 5 }, (_, index) => tweetAt(now - 400 * 24 * 60 * minute - index, `old ${index}`));
  await tableTweetStore(table).upsert([
    ...thisHour,
    ...old,
    textAt(now - 30_000, 'a bare text'),
    tweetAt(now + 26 * 60 * minute, 'ahead of the clock'),
    aStoredTweet({ id: '20', text: 'older than time' }),
  ]);
});
afterAll(() => storage.close());

const textsOf = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map(({ text }) => text);

describe('reading rows', () => {
  it('finds the newest, over buckets and kinds, the one from a clock ahead of ours first', async () => {
    expect(textsOf(await reader.newest(5, now))).toEqual([
      'ahead of the clock',
      'now 0',
      'a bare text',
      'now 1',
      'now 2',
    ]);
  });

  it('goes back as far as there are rows, over empty years', async () => {
    const texts = textsOf(await reader.newest(100, now));
    expect(texts).toHaveLength(38);
    expect(texts.slice(-6)).toEqual(['old 0', 'old 1', 'old 2', 'old 3', 'old 4', 'older than time']);
  });

  it('gives no more than it is asked for', async () => {
    expect(await reader.newest(1, now)).toHaveLength(1);
    expect(await reader.inHours('2026112022', '2026112022', 3)).toHaveLength(3);
  });

  it('gives the rows of one hour, and of several, newest first', async () => {
    const inHours = async (first: string, last: string, limit = 100) =>
      textsOf(await reader.inHours(first, last, limit));
    expect(await inHours('2026112022', '2026112022', 4)).toEqual(['now 0', 'a bare text', 'now 1', 'now 2']);
    expect(await inHours('2026112022', '2026112022')).toHaveLength(31);
    expect(await inHours('2026112021', '2026112021')).toEqual([]);
    expect((await inHours('2025101600', '2026112022')).slice(29, 33)).toEqual(['now 28', 'now 29', 'old 0', 'old 1']);
    expect(await inHours('2025101600', '2026112021')).toEqual(['old 0', 'old 1', 'old 2', 'old 3', 'old 4']);
    expect(await inHours('2010110401', '2025101622', 6)).toEqual([
      'old 0',
      'old 1',
      'old 2',
      'old 3',
      'old 4',
      'older than time',
    ]);
  });

  it('gives a text whole that is longer than a column of the table', async () => {
    const id = tweetIdAt(now, 99);
    const text = `${'🐦'.repeat(32_768)} end`;
    await tableTweetStore(tableClient(storage, 'long')).upsert([aStoredTweet({ id, text })]);
    const [row] = await tableTweetReader(tableClient(storage, 'long')).newest(1, now);
    expect(row?.text === text).toBe(true);
    expect(row).not.toHaveProperty('text_1');
  });

  it('finds a row by its id, a bare text too', async () => {
    expect(await reader.find('20')).toMatchObject({ id: '20', text: 'older than time', sequenceNumber: 7n });
    expect(await reader.find(textAt(now - 30_000, '').id)).toMatchObject({ text: 'a bare text' });
    expect(await reader.find('21')).toBeUndefined();
    expect(await reader.find("' or true")).toBeUndefined();
  });

  it('finds nothing in an empty table', async () => {
    expect(await empty.newest(10, now)).toEqual([]);
  });

  it('says what to do where there is no table', async () => {
    const missing = tableTweetReader(tableClient(storage, 'missing'));
    await expect(missing.newest(1, now)).rejects.toMatchObject({
      code: 'storage-set-up',
      message: expect.stringMatching(/^Table missing cannot be used \(TableNotFound\)\. Create it/),
    });
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { tableClient } from '../../src/adapters/storageClients.ts';
import { tableTweetStore } from '../../src/adapters/tableTweetStore.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
import { tweets as list, whereToLook } from '../../tools/tweets.ts';
import { collected } from '../local/view/collected.ts';
import { aStoredTweet } from '../support/aStoredTweet.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const now = Date.UTC(2026, 10, 20, 22, 30);
const idOf = (index: number) => tweetIdAt(now - index * 60_000, 0);
const folder = temporaryFolder();
let storage: RunningStorage;

beforeAll(async () => {
  storage = await startStorage({});
  await createResources(storage.connectionString, { tables: ['tweets'], containers: [] });
  const tweets = Array.from({ length: 25 }, (_, index) => aStoredTweet({ id: idOf(index), text: `text ${index}\n` }));
  await tableTweetStore(tableClient(storage, 'tweets')).upsert(tweets);
  const Values = {
    EventHubConnection: 'Endpoint=sb://ns.servicebus.windows.net;SharedAccessKeyName=n;SharedAccessKey=k',
    EVENT_HUB_NAME: 'tweets',
    TweetStorage: storage.connectionString,
    TWEET_SOURCE: 'test',
  };
  writeFileSync(join(folder.path, 'local.settings.json'), JSON.stringify({ Values }));
});
afterAll(async () => {
  await storage.close();
  folder.remove();
});

async function tweets(...args: string[]): Promise<string> {
  const output = collected();
  await list(args, {
    root: folder.path,
    environment: {},
    output: output.output,
    progress: collected().output,
    now: () => now,
  });
  return output.text();
}

describe('npm run tweets', () => {
  it('lists the twenty newest, and says how to look at the table', async () => {
    const lines = (await tweets()).split('\n');
    expect(lines[0]).toBe('time                 id                   text');
    expect(lines[1]).toBe(`2026-11-20 22:30:00  ${idOf(0)}  text 0\\n`);
    expect(lines.slice(20)).toEqual([
      expect.stringContaining('text 19'),
      '',
      'The rows are in table tweets. To look at it with Storage Explorer, connect with:',
      storage.connectionString,
      '',
    ]);
  });

  it('writes one JSON object per line, and nothing else, with --json', async () => {
    const lines = (await tweets('--json', '--limit', '3')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { id: idOf(0), text: 'text 0\n', sequenceNumber: 7, enqueuedTime: '2026-11-20T22:15:00.250Z' },
      { id: idOf(1) },
      { id: idOf(2) },
    ]);
  });

  it('finds one row by its id', async () => {
    expect(await tweets('--json', '--fields', 'text,id', '--id', idOf(24))).toBe(
      `{"text":"text 24\\n","id":"${idOf(24)}"}\n`,
    );
    expect(await tweets('--json', '--id', '20')).toBe('');
    expect(await tweets('--id', '20')).toMatch(/^No rows\.\n/);
  });

  it('lists an hour', async () => {
    expect(await tweets('--hour', '2026112022', '--limit', '100')).toContain('text 24');
    expect(await tweets('--hour', '2026112021')).toMatch(/^No rows\.\n/);
  });
});

it('never shows the key of an account that is not the local one', () => {
  const connectionString = 'DefaultEndpointsProtocol=https;AccountName=real;AccountKey=SECRET';
  expect(whereToLook({ connectionString })).toBe(
    'The rows are in table tweets of the account that TweetStorage names.',
  );
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createResources } from '../local/storage/createResources.ts';
import { developmentConnectionString } from '../local/storage/developmentStorage.ts';
import { startStorage } from '../local/storage/startStorage.ts';
import { tweetIdAt } from '../src/pipeline/tweetId.ts';
import { aStoredTweet } from './support/aStoredTweet.ts';
import { faultyProxy } from './support/faultyProxy.ts';
import { stepOf } from './support/stepOf.ts';

const settings = {
  EventHubConnection: 'Endpoint=sb://localhost:1;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true;',
  EVENT_HUB_NAME: 'tweets',
  TweetStorage: 'UseDevelopmentStorage=true',
  TWEET_SOURCE: 'test',
};
const before = process.env;
beforeEach(() => {
  process.env = { ...before };
  jest.resetModules();
});
afterEach(() => {
  process.env = before;
});

describe('what the functions work with', () => {
  it('is built at the first call, by the settings of then, and stays the same', async () => {
    const { closeClients, publishing, stores } = await import('../src/composition.ts');
    expect(stores).toThrow('App setting EVENT_HUB_NAME is required.');
    Object.assign(process.env, settings);
    expect(stores()).toBe(stores());
    expect(publishing()).toBe(publishing());
    await closeClients();
    await closeClients();
  });

  it('repeats requests of its own accord alone: those of the SDK would multiply with them', async () => {
    const proxy = await faultyProxy(1);
    const { stores } = await import('../src/composition.ts');
    const { RunEndedError } = await import('../src/pipeline/storing/runEnd.ts');
    const TweetStorage = developmentConnectionString({ blob: proxy.port, queue: proxy.port, table: proxy.port });
    Object.assign(process.env, settings, { TweetStorage });
    proxy.outage = 'unavailable';
    const noNewRequests = new AbortController();
    proxy.onRequest = () => noNewRequests.abort(new RunEndedError('stopping', 'asked once'));
    const end = { noNewRequests: noNewRequests.signal, noRequests: new AbortController().signal };
    const written = await stores().tweets.upsert([aStoredTweet()], end).catch(String);
    await proxy.close();
    expect(written).toContain('asked once');
    expect(proxy.seen).toBe(1);
  });

  it('waits for room where rows are limited', async () => {
    const start = Date.UTC(2026, 10, 20, 22);
    const { forgetting, stores } = await import('../src/composition.ts');
    Object.assign(process.env, settings, { TWEET_MAX_ROWS: '1000' });
    const { census } = forgetting();
    census.limiting(new Date());
    census.add(Array.from({ length: 30_000 }, (_, index) => aStoredTweet({ id: tweetIdAt(start + index, index) })));
    await expect(stores().tweets.upsert([aStoredTweet()])).rejects.toMatchObject({ code: 'too-many-rows' });
  });

  it('counts the rows that it writes where rows are limited', async () => {
    const storage = await startStorage({});
    try {
      await createResources(storage.connectionString, { tables: ['tweets'], containers: [] });
      const { forgetting, stores } = await import('../src/composition.ts');
      Object.assign(process.env, settings, { TWEET_MAX_ROWS: '1000', TweetStorage: storage.connectionString });
      await stores().tweets.upsert([aStoredTweet()]);
      expect(forgetting().census.rows).toBe(1);
    } finally {
      await storage.close();
    }
  });

  it('sends the texts of a file where one is named', async () => {
    const { publishing } = await import('../src/composition.ts');
    Object.assign(process.env, settings, { TEST_TWEETS_FILE: 'LICENSE', TEST_TWEETS_PER_RUN: '1' });
    expect((await stepOf(publishing().source)).items).toEqual(['MIT License']);
  });

  it('sends invented tweets else', async () => {
    const { publishing } = await import('../src/composition.ts');
    Object.assign(process.env, settings, { TEST_TWEETS_PER_RUN: '3' });
    expect((await stepOf(publishing().source)).items).toEqual(
      Array(3).fill(expect.objectContaining({ id: expect.any(String) })),
    );
  });
});

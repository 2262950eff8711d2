import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { startTwitterStandIn, type TwitterStandIn } from '../../local/twitter/index.ts';
import resources from '../../resources.json';
import { containerClient } from '../../src/adapters/storageClients.ts';
import { twitterParts } from '../../src/composition/twitterParts.ts';
import { readTwitterConfig } from '../../src/config.ts';
import { publishTweets } from '../../src/pipeline/publishTweets.ts';
import { twitterSource } from '../../src/pipeline/twitter/twitterSource.ts';
import { aTimerRun } from '../support/aTimerRun.ts';
import { MemoryLog } from '../support/memoryLog.ts';
import { MemoryPublisher } from '../support/memoryPublisher.ts';
import { postsUntil } from '../support/twitter/sourceUnderTest.ts';

const token = 'AAAASECRETTOKENAAAAAAAA';
let storage: RunningStorage;
let standIn: TwitterStandIn;
beforeAll(async () => {
  standIn = await startTwitterStandIn({ token });
  standIn.add(
    ...postsUntil(Date.now() - 60_000, 120).map((post) => ({
      post: { ...post, text: `#Azure ${post.text}`, lang: 'en' },
      shownFromMs: 0,
    })),
  );
  storage = await startStorage({});
  await createResources(storage.connectionString, { tables: [], containers: [resources.containers.twitterState] });
});
afterAll(async () => {
  await standIn.close();
  await storage.close();
});

/** One run in a process of its own: it knows nothing but what is in storage. */
async function run(settings: Readonly<Record<string, string>> = {}) {
  const environment = {
    TweetStorage: storage.connectionString,
    TWITTER_BEARER_TOKEN: token,
    TWITTER_API_URL: standIn.url,
  };
  const { storage: connection, ...config } = readTwitterConfig({
    ...environment,
    TWITTER_MAX_POSTS_PER_DAY: '1000',
    ...settings,
  });
  const [log, publisher] = [new MemoryLog(), new MemoryPublisher()];
  const source = twitterSource(twitterParts(config, connection));
  const randomHex = (bytes: number) => '0'.repeat(2 * bytes);
  await publishTweets(aTimerRun(), { source, publisher, randomHex, now: () => new Date(), log });
  return { log, published: publisher.events.length };
}

async function blobNames(): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of containerClient(storage, resources.containers.twitterState).listBlobsFlat())
    names.push(name);
  return names;
}

describe('the twitter source, with the real client and real storage', () => {
  it('goes on after a restart where it was, and counts what it cost', async () => {
    const first = await run();
    expect(first.published).toBe(120);
    expect(first.log.lines[0]).toMatch(/^Read 120 posts in 2 requests, 120 of them new; today 120 of 1000 \(\$0.60\);/);
    const second = await run();
    expect(second.published).toBe(0);
    expect(second.log.lines).toEqual([expect.stringMatching(/^Read 0/), expect.stringMatching(/^Published 0/)]);
    expect(second.log.errors).toEqual([]);
  });

  it('has a state for each query, and one count for all', async () => {
    const { log } = await run({ TWITTER_QUERY: '#Azure' });
    expect(log.lines[0]).toMatch(/120 of them new; today 2\d\d of 1000/);
    expect(await blobNames()).toEqual([
      'stand-in/posts-read.json',
      expect.stringMatching(/^stand-in\/query-[0-9a-f]{16}\.json$/),
      expect.stringMatching(/^stand-in\/query-[0-9a-f]{16}\.json$/),
    ]);
  });

  it('stops at a token that X does not take, until another one is set, and shows neither', async () => {
    const wrong = { TWITTER_BEARER_TOKEN: 'BBBBSECRETTOKENBBBBBBBB' };
    const refused = await run(wrong);
    expect(refused.log.errors).toEqual([expect.stringContaining('X does not take the token.')]);
    expect((await run(wrong)).log.lines[0]).toContain('Asked X for nothing, until ');
    const mended = await run();
    expect(mended.log.lines[0]).toContain('up to date');
    expect(JSON.stringify([refused.log, mended.log])).not.toContain('SECRET');
  });

  it('is held by one of two runs at once', async () => {
    const runs = await Promise.all([run(), run()]);
    const lines = runs.flatMap(({ log }) => log.lines);
    expect(lines.filter((line) => line.startsWith('Asked X for nothing: another run is at work'))).toHaveLength(1);
  });
});

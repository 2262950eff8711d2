import { describe, expect, it } from '@jest/globals';
import { tutorialSentences } from '../../../src/pipeline/testTweets/phrases.ts';
import { testSource } from '../../../src/pipeline/testTweets/testSource.ts';
import type { Tweet } from '../../../src/pipeline/tweet.ts';
import { isTweetId, tweetIdTime } from '../../../src/pipeline/tweetId.ts';
import { stepOf } from '../../support/stepOf.ts';

const start = Date.UTC(2026, 10, 20, 22);

/** The tweets of some runs, five seconds apart. */
async function tweetsOf({ seed = 1, from = start, runs = 1, tweetsPerRun = 20 }): Promise<Tweet[]> {
  let now = from;
  const source = testSource({ tweetsPerRun, seed, now: () => now });
  const tweets: Tweet[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { items, taken } = await stepOf(source);
    tweets.push(...items.filter((item) => typeof item !== 'string'));
    await taken();
    now += 5000;
  }
  return tweets;
}

describe('the test source', () => {
  it('gives as many tweets at every run as it is told', async () => {
    expect(await tweetsOf({ runs: 3, tweetsPerRun: 7 })).toHaveLength(21);
  });

  it('gives the very same tweets again until the hub took them, and then others', async () => {
    let now = start;
    const source = testSource({ tweetsPerRun: 3, seed: 1, now: () => now });
    const failed = await stepOf(source);
    now += 5000;
    const repeated = await stepOf(source);
    expect(repeated.items).toEqual(failed.items);
    await repeated.taken();
    const after = await stepOf(source);
    expect(after.items).not.toEqual(failed.items);
    await failed.taken();
    expect((await stepOf(source)).items).toEqual(after.items);
  });

  it("says the tutorial's three sentences", async () => {
    const texts = (await tweetsOf({ runs: 20 })).map(({ text }) => text);
    for (const sentence of tutorialSentences) expect(texts).toContain(sentence);
  });

  it('says the same for the same seed at another time, and something else for another seed', async () => {
    const texts = async (options: object) => (await tweetsOf({ runs: 5, ...options })).map(({ text }) => text);
    expect(await texts({ from: start + 1e9 })).toEqual(await texts({}));
    expect(await texts({ seed: 2 })).not.toEqual(await texts({}));
  });

  it('never gives an id twice: in a run, across runs, with one seed again after a restart', async () => {
    const before = await tweetsOf({ runs: 50 });
    const after = await tweetsOf({ runs: 50, from: start + 50 * 5000 });
    const ids = [...before, ...after].map(({ id }) => id);
    expect(ids.every(isTweetId)).toBe(true);
    expect(new Set(ids).size).toBe(2000);
  });

  it('dates a tweet to the second of its id', async () => {
    const dated = (await tweetsOf({ runs: 50 })).filter(({ created_at }) => created_at !== undefined);
    expect(dated.length).toBeGreaterThan(900);
    for (const { id, created_at = '' } of dated) {
      expect(Math.floor(tweetIdTime(id) / 1000) * 1000).toBe(Date.parse(created_at));
    }
  });

  it('publishes whole, unescaped texts', async () => {
    const tweets = await tweetsOf({ runs: 100 });
    expect(tweets.some(({ text }) => text.length > 280)).toBe(true);
    expect(tweets.some(({ text }) => /[<>&]/.test(text))).toBe(true);
    expect(tweets.some(({ text }) => /&(lt|gt|amp);/.test(text))).toBe(false);
    expect(tweets.some((tweet) => 'note_tweet' in tweet)).toBe(false);
  });
});

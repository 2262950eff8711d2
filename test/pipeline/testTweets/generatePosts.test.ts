import { describe, expect, it } from '@jest/globals';
import { generatePosts } from '../../../src/pipeline/testTweets/generatePosts.ts';
import { seededRandom } from '../../../src/pipeline/testTweets/random.ts';
import { tweetIdSequence } from '../../../src/pipeline/testTweets/tweetIdSequence.ts';
import { compareTweetIds } from '../../../src/pipeline/tweetId.ts';

const count = 20_000;
const generator = generatePosts(
  seededRandom(7),
  tweetIdSequence(() => Date.UTC(2026, 10, 20)),
);
const posts = Array.from({ length: count }, () => generator.next().value);
type GeneratedPost = (typeof posts)[number];

const share = (matches: (post: GeneratedPost) => unknown) => posts.filter(matches).length / count;

describe('generated posts', () => {
  // The shares that one sees in search results for a product's name; one post in ten is a sentence of the tutorial.
  it.each<[string, number, (post: GeneratedPost) => unknown]>([
    ['links', 0.22, ({ text }) => text.includes('https://t.co/')],
    ['mentions', 0.18, ({ text }) => text.startsWith('@demo_user_')],
    ['emoji', 0.09, ({ text }) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text)],
    ['escaped signs', 0.09, ({ text }) => /&(amp|lt|gt);/.test(text)],
    ['other languages', 0.045, ({ lang }) => lang !== undefined && lang !== 'en'],
    ['long posts', 0.03, ({ note_tweet }) => note_tweet],
    ['edited posts', 0.02, ({ edit_history_tweet_ids: history = [] }) => history.length > 1],
    ['replies and quotes', 0.02, ({ referenced_tweets }) => referenced_tweets],
    ['posts without optional keys', 0.02, ({ lang }) => lang === undefined],
  ])('have their share of %s', (_what, expected, matches) => {
    expect(Math.abs(share(matches) - expected) / expected).toBeLessThan(0.2);
  });

  it('come in the order of their ids, none twice', () => {
    const ids = posts.map(({ id }) => id);
    expect(ids.toSorted(compareTweetIds)).toEqual(ids);
    expect(new Set(ids).size).toBe(count);
  });

  it('are edited by a second post, whose history names the first and which follows it', () => {
    const edited = posts.filter(({ edit_history_tweet_ids: history = [] }) => history.length > 1);
    expect(edited.length).toBeGreaterThan(0);
    for (const { id, edit_history_tweet_ids: history = [], author_id, text, note_tweet } of edited) {
      const first = posts.find((post) => post.id === history[0]);
      expect(history).toEqual([first?.id, id]);
      expect(author_id).toBe(first?.author_id);
      expect(note_tweet?.text ?? text).toBe(`${first?.note_tweet?.text ?? first?.text} (edited)`);
    }
  });

  it('are at most 280 characters long as delivered, with the whole text beside a cut one', () => {
    for (const { text, note_tweet } of posts) {
      expect([...text].length).toBeLessThanOrEqual(280);
      if (note_tweet) expect(note_tweet.text.startsWith(text.slice(0, -1))).toBe(true);
    }
  });

  it('name what their text holds, where it stands, in code points', () => {
    for (const { text, entities = {} } of posts.slice(0, 2000)) {
      const characters = [...text];
      const shown = (kind: string) =>
        (Array.isArray(entities[kind]) ? entities[kind] : []).map(({ start, end }) =>
          characters.slice(start, end).join(''),
        );
      if (Object.keys(entities).length === 0) continue;
      expect(shown('hashtags')).toEqual(text.match(/#[\p{L}\p{N}_]+/gu) ?? []);
      expect(shown('mentions')).toEqual(text.match(/@\w+/g) ?? []);
      expect(shown('urls')).toEqual(text.match(/https:\/\/t\.co\/\w{10}/g) ?? []);
    }
  });

  it('name no real person: invented handles, and authors whom X has not reached', () => {
    for (const { text, author_id } of posts) {
      for (const handle of text.match(/@\w+/g) ?? []) expect(handle).toMatch(/^@demo_user_\d{3}$/);
      if (author_id !== undefined) expect(author_id).toMatch(/^9000000000000000\d{3}$/);
    }
  });

  it('fill every placeholder', () => {
    for (const { text } of posts) expect(text).not.toMatch(/[{}]/);
  });

  it('say how long something took in a length of time, and since when in a point of time', () => {
    const texts = posts.map(({ text, note_tweet }) => note_tweet?.text ?? text);
    const point = /this morning|yesterday|last night|Monday|noon/;
    const length = /(an?|ten|two|three) (minutes|hours?|days?|weeks|year)/;
    for (const text of texts) {
      expect(text).not.toMatch(new RegExp(`(in|within|after|for|took|Spent|waited) (${point.source})`));
      expect(text).not.toMatch(new RegExp(`since (${length.source})`));
      expect(text).not.toMatch(/(starts|postmortem) in one weekend/);
    }
    expect(texts.some((text) => point.test(text))).toBe(true);
  });
});

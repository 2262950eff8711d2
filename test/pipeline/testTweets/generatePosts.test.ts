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
    expect(posts.filter(({ text }) => [...text].length > 280)).toEqual([]);
    const long = posts.flatMap(({ text, note_tweet }) => (note_tweet ? [{ cut: text, whole: note_tweet.text }] : []));
    expect(long.length).toBeGreaterThan(0);
    expect(long.filter(({ cut, whole }) => !whole.startsWith(cut.slice(0, -1)))).toEqual([]);
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
    const handles = posts.flatMap(({ text }) => text.match(/@\w+/g) ?? []);
    const authors = posts.flatMap(({ author_id }) => author_id ?? []);
    expect(Math.min(handles.length, authors.length)).toBeGreaterThan(0);
    expect(handles.filter((handle) => !/^@demo_user_\d{3}$/.test(handle))).toEqual([]);
    expect(authors.filter((author) => !/^9000000000000000\d{3}$/.test(author))).toEqual([]);
  });

  it('fill every placeholder', () => {
    expect(posts.filter(({ text }) => /[{}]/.test(text))).toEqual([]);
  });

  it('say how long something took in a length of time, and since when in a point of time', () => {
    const texts = posts.map(({ text, note_tweet }) => note_tweet?.text ?? text);
    const point = /this morning|yesterday|last night|Monday|noon/;
    const length = /(an?|ten|two|three) (minutes|hours?|days?|weeks|year)/;
    const wrong = [
      new RegExp(`(in|within|after|for|took|Spent|waited) (${point.source})`),
      new RegExp(`since (${length.source})`),
      /(starts|postmortem) in one weekend/,
    ];
    expect(texts.filter((text) => wrong.some((pattern) => pattern.test(text)))).toEqual([]);
    expect(texts.some((text) => point.test(text))).toBe(true);
  });
});

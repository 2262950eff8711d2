import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPost } from '../../../src/pipeline/twitter/readPost.ts';

const id = '2083157183716917248';
const older = {
  id,
  text: 'cut…',
  created_at: '2026-07-31T11:45:50.000Z',
  edit_history_tweet_ids: ['2083157183716917000', id],
  note_tweet: { text: 'whole' },
  public_metrics: { retweet_count: 1, like_count: 2 },
  referenced_tweets: [{ type: 'quoted', id: '20' }],
};
const newer = {
  id,
  text: 'cut…',
  created_at: '2026-07-31T11:45:50.000Z',
  edit_history_post_ids: ['2083157183716917000', id],
  note_post: { text: 'whole' },
  public_metrics: { repost_count: 1, like_count: 2 },
  referenced_posts: [{ type: 'quoted', id: '20' }],
};

describe("a post in X's words", () => {
  it('is the same tweet in the words before and after August 2026', () => {
    const tweet = readPost(older)?.tweet;
    expect(tweet).toEqual({
      id,
      text: 'whole',
      created_at: '2026-07-31T11:45:50.000Z',
      edit_history_tweet_ids: ['2083157183716917000', id],
      public_metrics: { retweet_count: 1, like_count: 2 },
      referenced_tweets: [{ type: 'quoted', id: '20' }],
    });
    expect(readPost(newer)?.tweet).toEqual(tweet);
  });

  it('is believed in its older words where both are there', () => {
    expect(
      readPost({ ...newer, ...older, public_metrics: { retweet_count: 1, repost_count: 9 } })?.tweet,
    ).toMatchObject({
      public_metrics: { retweet_count: 1 },
    });
  });

  it('has the time of its id where X gives none', () => {
    expect(readPost({ id, text: 'a' })).toEqual({
      tweet: { id, text: 'a', created_at: '2026-07-31T11:45:50.000Z' },
      isDated: false,
    });
    expect(readPost(older)?.isDated).toBe(true);
  });

  it('may have null or nothing for all that is optional', () => {
    const nulls = { created_at: null, note_tweet: null, public_metrics: null, referenced_tweets: null, entities: null };
    expect(readPost({ id, text: 'a', ...nulls, edit_history_tweet_ids: null })).toEqual(readPost({ id, text: 'a' }));
  });

  it('is unescaped, once', () => {
    expect(readPost({ id, text: 'a &lt;b&gt; &amp;amp; &amp;lt;' })?.tweet.text).toBe('a <b> &amp; &lt;');
  });

  it('has no half of a surrogate pair, which UTF-8 cannot hold', () => {
    expect(readPost({ id, text: 'a\ud83d b' })?.tweet.text).toBe('a\ufffd b');
    expect(readPost({ id, text: '👨‍👩‍👧' })?.tweet.text).toBe('👨‍👩‍👧');
  });

  it.each(['', '12345678901234567890', ' 12', '0x10', '012', '-1', 12, null, undefined])(
    'is none with the id %p',
    (wrong) => {
      expect(readPost({ id: wrong, text: 'a' })).toBeUndefined();
    },
  );

  it('may have an id of any length up to 19 digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }), (number) => {
        expect(readPost({ id: String(number), text: 'a' })?.tweet.id).toBe(String(number));
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstVersionId, parseTweet } from '../../src/pipeline/tweet.ts';
import { aTweet } from '../support/aTweet.ts';

describe('a tweet', () => {
  it('keeps what X says under its own names', () => {
    const tweet = aTweet({
      created_at: '2026-07-31T11:45:50.000Z',
      author_id: '9000000000000000001',
      lang: 'en',
      conversation_id: '2083157183716917248',
      in_reply_to_user_id: '9000000000000000002',
      edit_history_tweet_ids: ['2083157183716917248'],
      public_metrics: { like_count: 3 },
      referenced_tweets: [{ type: 'quoted', id: '20' }],
      entities: { hashtags: [] },
    });
    expect(parseTweet(JSON.parse(JSON.stringify(tweet)))).toEqual(tweet);
  });

  it.each([
    ['no id', { text: 'x' }],
    ['an id that is a number, which may have lost digits', { id: 20, text: 'x' }],
    ['an id of 20 digits', { id: '10000000000000000000', text: 'x' }],
    ['no text', { id: '20' }],
    ['a text that is no string', { id: '20', text: null }],
    ['a list around it', [{ id: '20', text: 'x' }]],
    ['its keys on the prototype only', JSON.parse('{"__proto__":{"id":"20","text":"x"}}')],
  ])('is none with %s', (_what, value) => {
    expect(parseTweet(value)).toBeUndefined();
  });

  it('loses an optional key of the wrong type, and nothing else', () => {
    const value = {
      ...aTweet(),
      lang: 7,
      author_id: null,
      edit_history_tweet_ids: ['x'],
      public_metrics: [1],
      entities: 'x',
    };
    expect(parseTweet(value)).toEqual(aTweet());
  });

  it('keeps of its metrics those that are numbers', () => {
    const parsed = parseTweet({ ...aTweet(), public_metrics: { like_count: 3, reply_count: '4' } });
    expect(parsed?.public_metrics).toEqual({ like_count: 3 });
  });

  it('is never made of a value that cannot be one, and parsing never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parseTweet(value)).toBeUndefined();
      }),
    );
  });

  it('shares an id with its other versions: the first of the edit history', () => {
    expect(firstVersionId(aTweet({ edit_history_tweet_ids: ['20', '2083157183716917248'] }))).toBe('20');
    expect(firstVersionId(aTweet())).toBe('2083157183716917248');
  });
});

import { describe, expect, it } from '@jest/globals';
import { normaliseTweet } from '../../src/pipeline/normaliseTweet.ts';
import { aTweet } from '../support/aTweet.ts';

describe('a tweet made of a delivered post', () => {
  it('has the text as the author wrote it', () => {
    expect(normaliseTweet(aTweet({ text: 'a &lt; b &amp;&amp; c &gt; d' })).text).toBe('a < b && c > d');
  });

  it('unescapes once: what the author wrote as &lt; stays', () => {
    expect(normaliseTweet(aTweet({ text: '&amp;lt;' })).text).toBe('&lt;');
  });

  it('has the whole text where X cut it, and no second copy', () => {
    const post = { ...aTweet({ text: 'Long…' }), note_tweet: { text: 'Long &amp; whole' } };
    expect(normaliseTweet(post)).toEqual(aTweet({ text: 'Long & whole' }));
  });
});

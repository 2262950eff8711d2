import { describe, expect, it } from '@jest/globals';
import { decodeBody } from '../../src/pipeline/decodeBody.ts';
import { tweetEvent } from '../../src/pipeline/tweetEvent.ts';
import { aTweet } from '../support/aTweet.ts';

describe('the event of a tweet', () => {
  it('is its JSON, with the properties that a reader needs', () => {
    const tweet = aTweet({ text: 'Grüße <3 👋' });
    const { body, ...rest } = tweetEvent(tweet, 'test', '00-trace');
    expect(JSON.parse(Buffer.from(body).toString())).toEqual(tweet);
    expect(rest).toEqual({
      contentType: 'application/json',
      properties: { source: 'test', schema: 'tweet/1', 'Diagnostic-Id': '00-trace' },
      partitionKey: '2083157183716917248',
    });
  });

  it('goes where the first version of the tweet went', () => {
    const edited = aTweet({ edit_history_tweet_ids: ['20', '2083157183716917248'] });
    expect(tweetEvent(edited, 'test', '').partitionKey).toBe('20');
  });

  it('is decoded to the same tweet', () => {
    const tweet = aTweet({ lang: 'en', public_metrics: { like_count: 1 } });
    expect(decodeBody(tweetEvent(tweet, 'test', '').body)).toEqual({ kind: 'tweet', tweet });
  });
});

describe('the event of a bare text', () => {
  it('is the text, without a key', () => {
    expect(tweetEvent('Azure is okay.', 'test', '00-trace')).toEqual({
      body: Buffer.from('Azure is okay.'),
      contentType: 'text/plain',
      properties: { source: 'test', 'Diagnostic-Id': '00-trace' },
    });
  });
});

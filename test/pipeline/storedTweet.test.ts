import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeBody } from '../../src/pipeline/decodeBody.ts';
import { textRow, tweetRow } from '../../src/pipeline/storedTweet.ts';
import { aHubEvent } from '../support/aHubEvent.ts';
import { aTweet } from '../support/aTweet.ts';

describe('the row of a tweet', () => {
  it('holds what the tweet says, and which delivery wrote it', () => {
    const tweet = aTweet({
      created_at: '2026-07-31T11:45:50.000Z',
      author_id: '9000000000000000001',
      lang: 'en',
      conversation_id: '20',
      in_reply_to_user_id: '9000000000000000002',
      edit_history_tweet_ids: ['2083157183716917000', '2083157183716917248'],
      public_metrics: { retweet_count: 1, reply_count: 2, like_count: 3, quote_count: 4, bookmark_count: 5 },
      referenced_tweets: [{ type: 'replied_to', id: '20' }],
      entities: { hashtags: [{ tag: 'Azure' }] },
    });
    expect(tweetRow(tweet, aHubEvent({ properties: { source: 'test' } }))).toEqual({
      partitionKey: '2026073111-2',
      rowKey: '7916842816283082751',
      id: '2083157183716917248',
      text: 'Azure is okay.',
      createdAt: new Date('2026-07-31T11:45:50.000Z'),
      authorId: '9000000000000000001',
      lang: 'en',
      conversationId: '20',
      inReplyToUserId: '9000000000000000002',
      firstVersionId: '2083157183716917000',
      retweetCount: 1,
      replyCount: 2,
      likeCount: 3,
      quoteCount: 4,
      referencedTweets: '[{"type":"replied_to","id":"20"}]',
      entities: '{"hashtags":[{"tag":"Azure"}]}',
      source: 'test',
      hub: 'tweets',
      partition: '3',
      sequenceNumber: 7,
      offset: '1234',
      enqueuedTime: new Date('2026-11-20T22:15:00.250Z'),
    });
  });

  it.each([
    undefined,
    'yesterday',
    '2026-07-31',
    '2026-13-31T11:45:50Z',
    '0026-07-31T11:45:50Z',
    '1601-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-12:00',
  ])('takes the time from the id when created_at is %p', (created_at) => {
    const row = tweetRow(aTweet(created_at === undefined ? {} : { created_at }), aHubEvent());
    expect(row.createdAt.toISOString()).toBe('2026-07-31T11:45:50.444Z');
  });

  // https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#property-types
  it.each(['1601-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])(
    'keeps %p, where the times of Table storage end',
    (created_at) => {
      expect(tweetRow(aTweet({ created_at }), aHubEvent()).createdAt.toISOString()).toBe(created_at);
    },
  );

  it('leaves a count out that no column of 32 bits can hold', () => {
    const metrics = { like_count: 2 ** 31, reply_count: -1, quote_count: 0.5, retweet_count: 2 ** 31 - 1 };
    const row = tweetRow(aTweet({ public_metrics: metrics }), aHubEvent());
    expect(row).toMatchObject({ retweetCount: 2 ** 31 - 1 });
    expect([row.likeCount, row.replyCount, row.quoteCount]).toEqual([undefined, undefined, undefined]);
  });

  it('has no half of a surrogate pair in any of its texts', () => {
    const tweet = aTweet({ text: 'cut \ud83d', lang: '\udc4b', entities: { tag: '\ud800' } });
    const row = tweetRow(tweet, aHubEvent({ offset: '\ud800', properties: { source: '\ud83d\ud83d' } }));
    expect(row).toMatchObject({ text: 'cut \ufffd', lang: '\ufffd', source: '\ufffd\ufffd', offset: '\ufffd' });
    for (const value of Object.values(row)) expect(encodeURIComponent(String(value))).toBeTruthy();
  });

  it('has the same keys wherever and whenever the tweet is delivered', () => {
    const elsewhere = aHubEvent({ hub: 'other', partition: '0', sequenceNumber: 99, enqueuedTime: new Date(0) });
    const { partitionKey, rowKey } = tweetRow(aTweet(), aHubEvent());
    expect(tweetRow(aTweet(), elsewhere)).toMatchObject({ partitionKey, rowKey });
  });

  it('takes no source from a property that is no text', () => {
    expect(tweetRow(aTweet(), aHubEvent({ properties: { source: { a: 1 } } })).source).toBeUndefined();
  });
});

describe('the row of a bare text', () => {
  it('is named after its position, and dated by the hub', () => {
    expect(textRow('Azure is okay. \ud83d', aHubEvent())).toEqual({
      partitionKey: '2026112022-3',
      rowKey: 'text-9998204787099749-9999999999999992-3-tweets',
      id: 'text-1795212900250-7-3-tweets',
      text: 'Azure is okay. \ufffd',
      createdAt: new Date('2026-11-20T22:15:00.250Z'),
      hub: 'tweets',
      partition: '3',
      sequenceNumber: 7,
      offset: '1234',
      enqueuedTime: new Date('2026-11-20T22:15:00.250Z'),
    });
  });
});

it('gives the same event the same row, whatever is in it', () => {
  const optional = fc.record({ id: fc.constant('20'), text: fc.string({ unit: 'binary' }), created_at: fc.anything() });
  fc.assert(
    fc.property(fc.oneof(optional, fc.string()), (value) => {
      const decoded = decodeBody(Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')));
      fc.pre(decoded.kind !== 'rejected');
      const row = () =>
        decoded.kind === 'tweet' ? tweetRow(decoded.tweet, aHubEvent()) : textRow(decoded.text, aHubEvent());
      expect(row()).toEqual(row());
    }),
  );
});

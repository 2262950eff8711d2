import type { HubEvent } from './eventBatch.ts';
import { type RowKeys, rowKeys } from './rowKeys.ts';
import { latestTimeMs, textId } from './textId.ts';
import { firstVersionId, type Tweet } from './tweet.ts';
import { tweetIdTime } from './tweetId.ts';
import { wellFormed } from './wellFormed.ts';

/** A row of table `tweets`: a pure function of its event, so that a redelivery writes the same again. */
export interface StoredTweet extends RowKeys {
  /** X's id, or for a bare text one made from its position. */
  readonly id: string;
  readonly text: string;
  /** By the author's side; for a bare text when the hub took it. */
  readonly createdAt: Date;
  readonly authorId?: string;
  readonly lang?: string;
  readonly conversationId?: string;
  readonly inReplyToUserId?: string;
  /** Shared by all versions of an edited tweet, so that one can count them as one. */
  readonly firstVersionId?: string;
  readonly retweetCount?: number;
  readonly replyCount?: number;
  readonly likeCount?: number;
  readonly quoteCount?: number;
  /** JSON, as X gave it. */
  readonly referencedTweets?: string;
  readonly entities?: string;
  /** What made the tweet: `test` or `twitter`; absent when the sender did not say. */
  readonly source?: string;
  /** The delivery that wrote the row last. */
  readonly hub: string;
  readonly partition: string;
  readonly sequenceNumber: number;
  readonly offset: string;
  readonly enqueuedTime: Date;
}

export function tweetRow(tweet: Tweet, event: HubEvent): StoredTweet {
  return {
    ...keysOf(tweet.id),
    id: tweet.id,
    text: wellFormed(tweet.text),
    createdAt: parseCreatedAt(tweet.created_at) ?? new Date(tweetIdTime(tweet.id)),
    ...texts({
      authorId: tweet.author_id,
      lang: tweet.lang,
      conversationId: tweet.conversation_id,
      inReplyToUserId: tweet.in_reply_to_user_id,
    }),
    firstVersionId: firstVersionId(tweet),
    ...counts(tweet.public_metrics ?? {}),
    ...(tweet.referenced_tweets && { referencedTweets: JSON.stringify(tweet.referenced_tweets) }),
    ...(tweet.entities && { entities: JSON.stringify(tweet.entities) }),
    ...deliveryOf(event),
  };
}

export function textRow(text: string, event: HubEvent): StoredTweet {
  const id = textId(event);
  return { ...keysOf(id), id, text: wellFormed(text), createdAt: event.enqueuedTime, ...deliveryOf(event) };
}

function keysOf(id: string): RowKeys {
  const keys = rowKeys(id);
  if (keys === undefined) throw new TypeError(`"${id}" is no id of a tweet or a text.`);
  return keys;
}

function deliveryOf({ hub, partition, sequenceNumber, offset, enqueuedTime, properties }: HubEvent) {
  const source = typeof properties.source === 'string' ? properties.source : undefined;
  return { ...texts({ source }), hub, partition, sequenceNumber, offset: wellFormed(offset), enqueuedTime };
}

const createdAtForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const earliestStorableMs = Date.UTC(1601, 0, 1);

/** undefined for what is no time that storage can hold; the id then says when the tweet was made. */
function parseCreatedAt(value: string | undefined): Date | undefined {
  if (value === undefined || !createdAtForm.test(value)) return undefined;
  const time = new Date(value);
  return time.getTime() >= earliestStorableMs && time.getTime() <= latestTimeMs ? time : undefined;
}

function texts<K extends string>(values: Readonly<Record<K, string | undefined>>): Partial<Record<K, string>> {
  const present: Partial<Record<K, string>> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined) present[key] = wellFormed(value);
  }
  return present;
}

function counts(metrics: Readonly<Record<string, number>>) {
  const { retweet_count, reply_count, like_count, quote_count } = metrics;
  return {
    ...(isCount(retweet_count) && { retweetCount: retweet_count }),
    ...(isCount(reply_count) && { replyCount: reply_count }),
    ...(isCount(like_count) && { likeCount: like_count }),
    ...(isCount(quote_count) && { quoteCount: quote_count }),
  };
}

/** Table storage takes a number without a type for an Int32 only when it is one. */
function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value < 2 ** 31;
}

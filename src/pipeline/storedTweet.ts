import { originOf } from './deadLetters/replayOrigin.ts';
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
  readonly authorId?: string | undefined;
  readonly lang?: string | undefined;
  readonly conversationId?: string | undefined;
  readonly inReplyToUserId?: string | undefined;
  /** Shared by all versions of an edited tweet, so that one can count them as one. */
  readonly firstVersionId?: string | undefined;
  readonly retweetCount?: number | undefined;
  readonly replyCount?: number | undefined;
  readonly likeCount?: number | undefined;
  readonly quoteCount?: number | undefined;
  /** JSON, as X gave it. */
  readonly referencedTweets?: string | undefined;
  readonly entities?: string | undefined;
  /** What made the tweet: `test` or `twitter`; absent when the sender did not say. */
  readonly source?: string | undefined;
  /** The delivery that wrote the row last. */
  readonly hub: string;
  readonly partition: string;
  readonly sequenceNumber: number;
  readonly offset: string;
  readonly enqueuedTime: Date;
}

export function tweetRow(tweet: Tweet, event: HubEvent): StoredTweet {
  const { partitionKey, rowKey } = keysOf(tweet.id);
  const { public_metrics: metrics, referenced_tweets: referenced, entities } = tweet;
  // One literal, absent columns undefined: rows of one shape are many times faster than those put together by spreads.
  return {
    partitionKey,
    rowKey,
    id: tweet.id,
    text: wellFormed(tweet.text),
    createdAt: parseCreatedAt(tweet.created_at) ?? new Date(tweetIdTime(tweet.id)),
    authorId: wellFormedOr(tweet.author_id),
    lang: wellFormedOr(tweet.lang),
    conversationId: wellFormedOr(tweet.conversation_id),
    inReplyToUserId: wellFormedOr(tweet.in_reply_to_user_id),
    firstVersionId: firstVersionId(tweet),
    retweetCount: countOr(metrics?.retweet_count),
    replyCount: countOr(metrics?.reply_count),
    likeCount: countOr(metrics?.like_count),
    quoteCount: countOr(metrics?.quote_count),
    referencedTweets: referenced && JSON.stringify(referenced),
    entities: entities && JSON.stringify(entities),
    source: sourceOf(event),
    hub: event.hub,
    partition: event.partition,
    sequenceNumber: event.sequenceNumber,
    offset: wellFormed(event.offset),
    enqueuedTime: event.enqueuedTime,
  };
}

export function textRow(text: string, event: HubEvent): StoredTweet {
  const origin = originOf(event);
  const id = textId(origin);
  const { hub, partition, sequenceNumber, enqueuedTime } = event;
  return {
    ...keysOf(id),
    id,
    text: wellFormed(text),
    createdAt: origin.enqueuedTime,
    source: sourceOf(event),
    hub,
    partition,
    sequenceNumber,
    offset: wellFormed(event.offset),
    enqueuedTime,
  };
}

function keysOf(id: string): RowKeys {
  const keys = rowKeys(id);
  if (keys === undefined) throw new TypeError(`"${id}" is no id of a tweet or a text.`);
  return keys;
}

function sourceOf({ properties: { source } }: HubEvent): string | undefined {
  return typeof source === 'string' ? wellFormed(source) : undefined;
}

const createdAtForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const earliestStorableMs = Date.UTC(1601, 0, 1);

/** undefined for what is no time that storage can hold; the id then says when the tweet was made. */
function parseCreatedAt(value: string | undefined): Date | undefined {
  if (value === undefined || !createdAtForm.test(value)) return undefined;
  const time = new Date(value);
  return time.getTime() >= earliestStorableMs && time.getTime() <= latestTimeMs ? time : undefined;
}

function wellFormedOr(text: string | undefined): string | undefined {
  return text === undefined ? undefined : wellFormed(text);
}

/** Table storage takes a number without a type for an Int32 only when it is one. */
function countOr(value: number | undefined): number | undefined {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value < 2 ** 31 ? value : undefined;
}

import { isTweetId } from './tweetId.ts';

/**
 * A post of the X API v2 under X's own (older) names, which is also the body of an event: `text` whole and unescaped,
 * absent keys left out. Only `id` and `text` can be relied on; X marks nothing else as required.
 * https://docs.x.com/x-api/fundamentals/data-dictionary
 */
export interface Tweet {
  readonly id: string;
  readonly text: string;
  /** RFC 3339. The id holds the same time, to the millisecond. */
  readonly created_at?: string | undefined;
  readonly author_id?: string | undefined;
  readonly lang?: string | undefined;
  readonly conversation_id?: string | undefined;
  readonly in_reply_to_user_id?: string | undefined;
  /** The ids of all versions of the post, oldest first; its own is the last. */
  readonly edit_history_tweet_ids?: readonly string[] | undefined;
  readonly public_metrics?: Readonly<Record<string, number>> | undefined;
  readonly referenced_tweets?: readonly unknown[] | undefined;
  readonly entities?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The tweet that a parsed JSON value holds; undefined without a valid `id` and a string `text`. An optional key of the
 * wrong type counts as absent, since a post is worth keeping without it.
 */
export function parseTweet(value: unknown): Tweet | undefined {
  if (!isRecord(value)) return undefined;
  const { id, text, edit_history_tweet_ids: history, public_metrics: metrics } = value;
  if (!isTweetId(id) || typeof text !== 'string') return undefined;
  // One literal, absent keys undefined: objects of one shape are many times faster than those put together key by key.
  return {
    id,
    text,
    created_at: textOr(value.created_at),
    author_id: textOr(value.author_id),
    lang: textOr(value.lang),
    conversation_id: textOr(value.conversation_id),
    in_reply_to_user_id: textOr(value.in_reply_to_user_id),
    edit_history_tweet_ids: isEditHistory(history) ? history : undefined,
    public_metrics: isRecord(metrics) ? onlyNumbers(metrics) : undefined,
    referenced_tweets: Array.isArray(value.referenced_tweets) ? value.referenced_tweets : undefined,
    entities: isRecord(value.entities) ? value.entities : undefined,
  };
}

/** The id that all versions of a post share: the first of its edit history, or its own. */
export function firstVersionId(tweet: Tweet): string {
  return tweet.edit_history_tweet_ids?.[0] ?? tweet.id;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isEditHistory(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isTweetId);
}

function onlyNumbers(values: Readonly<Record<string, unknown>>): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [key, value] of Object.entries(values)) if (typeof value === 'number') numbers[key] = value;
  return numbers;
}

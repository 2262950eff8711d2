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
  readonly created_at?: string;
  readonly author_id?: string;
  readonly lang?: string;
  readonly conversation_id?: string;
  readonly in_reply_to_user_id?: string;
  /** The ids of all versions of the post, oldest first; its own is the last. */
  readonly edit_history_tweet_ids?: readonly string[];
  readonly public_metrics?: Readonly<Record<string, number>>;
  readonly referenced_tweets?: readonly unknown[];
  readonly entities?: Readonly<Record<string, unknown>>;
}

/**
 * The tweet that a parsed JSON value holds; undefined without a valid `id` and a string `text`. An optional key of the
 * wrong type counts as absent, since a post is worth keeping without it.
 */
export function parseTweet(value: unknown): Tweet | undefined {
  if (!isRecord(value) || !isTweetId(value.id) || typeof value.text !== 'string') return undefined;
  return { id: value.id, text: value.text, ...optionalTexts(value), ...optionalStructures(value) };
}

/** The id that all versions of a post share: the first of its edit history, or its own. */
export function firstVersionId(tweet: Tweet): string {
  return tweet.edit_history_tweet_ids?.[0] ?? tweet.id;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const textKeys = ['created_at', 'author_id', 'lang', 'conversation_id', 'in_reply_to_user_id'] as const;

function optionalTexts(value: Readonly<Record<string, unknown>>): Partial<Record<(typeof textKeys)[number], string>> {
  return Object.fromEntries(textKeys.filter((key) => typeof value[key] === 'string').map((key) => [key, value[key]]));
}

function optionalStructures(value: Readonly<Record<string, unknown>>): Partial<Tweet> {
  const { edit_history_tweet_ids: history, public_metrics: metrics, referenced_tweets: referenced, entities } = value;
  return {
    ...(isEditHistory(history) && { edit_history_tweet_ids: history }),
    ...(isRecord(metrics) && { public_metrics: onlyNumbers(metrics) }),
    ...(Array.isArray(referenced) && { referenced_tweets: referenced }),
    ...(isRecord(entities) && { entities }),
  };
}

function isEditHistory(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isTweetId);
}

function onlyNumbers(values: Readonly<Record<string, unknown>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

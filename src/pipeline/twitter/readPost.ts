import { normaliseTweet } from '../normaliseTweet.ts';
import { isRecord, parseTweet, type Tweet } from '../tweet.ts';
import { tweetIdTime } from '../tweetId.ts';
import { wellFormed } from '../wellFormed.ts';

export interface ReadPost {
  readonly tweet: Tweet;
  /** Whether X gave its time. */
  readonly isDated: boolean;
}

/**
 * The tweet of an entry of `data`, in the older words; undefined without a valid id or a text. X renamed its vocabulary
 * in August 2026, in its documents at least, so both are read.
 */
export function readPost(value: unknown): ReadPost | undefined {
  const post = isRecord(value) ? parseTweet(inOlderWords(value)) : undefined;
  if (post === undefined || !isRecord(value)) return undefined;
  const note = longText(value.note_tweet) ?? longText(value.note_post);
  const tweet = normaliseTweet({ ...post, ...(note !== undefined && { note_tweet: { text: note } }) });
  return {
    tweet: { ...tweet, text: wellFormed(tweet.text), created_at: tweet.created_at ?? createdAt(tweet.id) },
    isDated: tweet.created_at !== undefined,
  };
}

function inOlderWords(post: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    ...post,
    edit_history_tweet_ids: post.edit_history_tweet_ids ?? post.edit_history_post_ids,
    referenced_tweets: post.referenced_tweets ?? post.referenced_posts,
    public_metrics: isRecord(post.public_metrics) ? metricsInOlderWords(post.public_metrics) : undefined,
  };
}

function metricsInOlderWords({ repost_count: reposts, ...metrics }: Readonly<Record<string, unknown>>) {
  return { ...metrics, retweet_count: metrics.retweet_count ?? reposts };
}

function longText(note: unknown): string | undefined {
  return isRecord(note) && typeof note.text === 'string' && note.text !== '' ? note.text : undefined;
}

/** X gives whole seconds. */
function createdAt(id: string): string {
  return new Date(Math.floor(tweetIdTime(id) / 1000) * 1000).toISOString();
}

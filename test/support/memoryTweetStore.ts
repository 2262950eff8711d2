import type { StoredTweet } from '../../src/pipeline/storedTweet.ts';
import { type RunEnd, unending } from '../../src/pipeline/storing/runEnd.ts';
import { type TweetStore, unwatched, type WriteWatch } from '../../src/pipeline/tweetStore.ts';

/** A TweetStore in memory that refuses what Table storage does, and can be told to be down. */
export class MemoryTweetStore implements TweetStore {
  readonly rows = new Map<string, StoredTweet>();
  down = false;

  async upsert(tweets: readonly StoredTweet[], end: RunEnd = unending, watch: WriteWatch = unwatched) {
    end.noNewRequests.throwIfAborted();
    if (tweets.length > 0) watch.sent(false);
    if (this.down) throw new Error('Storage is down.');
    const rejected = tweets.filter(({ text }) => 2 * text.length >= 1024 * 1024);
    const written = new Map<string, StoredTweet>();
    for (const tweet of tweets) {
      if (!rejected.includes(tweet)) written.set(`${tweet.partitionKey}/${tweet.rowKey}`, tweet);
    }
    for (const [key, tweet] of written) this.rows.set(key, tweet);
    if (written.size > 0) watch.acknowledged([...written.values()].map((tweet) => ({ tweet })));
    return rejected.map((tweet) => ({ tweet, message: 'EntityTooLarge' }));
  }

  get texts(): string[] {
    return [...this.rows.values()].map(({ text }) => text);
  }
}

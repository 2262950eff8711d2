import type { StoredTweet } from './storedTweet.ts';
import type { RunEnd } from './storing/runEnd.ts';

export interface TweetStore {
  /**
   * Leaves one row of each tweet, as writing one after the other would: the last version wins, and where storage can
   * never take that one, the version before it. Resolves with those that storage can never take, and why; a row of
   * every other tweet is then durable. Rejects when storage cannot be reached or used, or with RunEndedError at `end`; any
   * part may have been written then, and writing all of it again is right.
   */
  upsert(tweets: readonly StoredTweet[], end?: RunEnd): Promise<readonly RejectedTweet[]>;
}

export interface RejectedTweet {
  /** The very object that was to be stored. */
  readonly tweet: StoredTweet;
  /** What storage said. */
  readonly message: string;
}

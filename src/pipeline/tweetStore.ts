import type { StoredTweet } from './storedTweet.ts';

export interface TweetStore {
  /**
   * Writing the same tweet twice leaves one row, with what was written last. No two tweets of a call may share a row.
   * Resolves with those that storage can never take, and why; all others are then durable. Rejects when storage
   * cannot be reached or used; any part may have been written then, and writing all of it again is right.
   */
  upsert(tweets: readonly StoredTweet[]): Promise<readonly RejectedTweet[]>;
}

export interface RejectedTweet {
  /** The very object that was to be stored. */
  readonly tweet: StoredTweet;
  /** What storage said. */
  readonly message: string;
}

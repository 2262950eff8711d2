import type { StoredTweet } from './storedTweet.ts';
import type { RunEnd } from './storing/runEnd.ts';

export interface TweetStore {
  /**
   * Leaves one row of each tweet, as writing one after the other would: the last version wins, and where storage can
   * never take that one, the version before it. Resolves with those that storage can never take, and why; a row of
   * every other tweet is then durable. Rejects when storage cannot be reached or used, or with RunEndedError at `end`; any
   * part may have been written then, and writing all of it again is right. Tells `watch` of each request as it goes.
   */
  upsert(tweets: readonly StoredTweet[], end?: RunEnd, watch?: WriteWatch): Promise<readonly RejectedTweet[]>;
}

export interface RejectedTweet {
  /** The very object that was to be stored. */
  readonly tweet: StoredTweet;
  /** What storage said. */
  readonly message: string;
}

/** Is told of a store's requests, not of each row. Its calls return at once and never throw. */
export interface WriteWatch {
  /** A request goes out. */
  sent(isRepeat: boolean): void;
  /** Storage answered that it has too much to do. */
  throttled(): void;
  /** Rows are durable from now on. Each row of a call of `upsert` is told once, with the version that stays. */
  acknowledged(writes: readonly { readonly tweet: StoredTweet }[]): void;
}

/** For a writer that nobody watches. */
export const unwatched: WriteWatch = {
  sent: () => undefined,
  throttled: () => undefined,
  acknowledged: () => undefined,
};

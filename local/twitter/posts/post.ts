/**
 * A post as the stand-in holds it: in X's older words, with all that X can give of it. What an answer shows depends on
 * the fields asked for. Keys beyond these go along.
 */
export interface Post {
  readonly id: string;
  /** Escaped, and cut where it is long. */
  readonly text: string;
  readonly created_at?: string;
  readonly author_id?: string;
  readonly lang?: string;
  readonly conversation_id?: string;
  readonly in_reply_to_user_id?: string;
  readonly edit_history_tweet_ids?: readonly string[];
  readonly public_metrics?: Readonly<Record<string, number>>;
  readonly referenced_tweets?: readonly unknown[];
  readonly entities?: Readonly<Record<string, unknown>>;
  readonly note_tweet?: { readonly text: string };
}

/** A post, and when search shows it (ms since 1970). */
export interface TimedPost {
  readonly post: Post;
  /** Later than its id says, where the index is late. */
  readonly shownFromMs: number;
  /** When it was deleted, or another version took its place. */
  readonly shownUntilMs?: number;
}

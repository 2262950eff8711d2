/**
 * A post as the stand-in holds it: in X's older words, with all that X can give of it. What an answer shows depends on
 * the fields asked for. Keys beyond these go along.
 */
export interface Post {
  readonly id: string;
  /** Escaped, and cut where it is long. */
  readonly text: string;
  readonly created_at?: string | undefined;
  readonly author_id?: string | undefined;
  readonly lang?: string | undefined;
  readonly conversation_id?: string | undefined;
  readonly in_reply_to_user_id?: string | undefined;
  readonly edit_history_tweet_ids?: readonly string[] | undefined;
  readonly public_metrics?: Readonly<Record<string, number>> | undefined;
  readonly referenced_tweets?: readonly unknown[] | undefined;
  readonly entities?: Readonly<Record<string, unknown>> | undefined;
  readonly note_tweet?: { readonly text: string } | undefined;
}

/** A post, and when search shows it (ms since 1970). */
export interface TimedPost {
  readonly post: Post;
  /** Later than its id says, where the index is late. */
  readonly shownFromMs: number;
  /** When it was deleted, or another version took its place. */
  readonly shownUntilMs?: number;
}

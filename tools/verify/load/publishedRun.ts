/** A run of `publishTweets` that said how much it has published. Times in ms since 1970, by this machine's clock. */
export interface PublishedRun {
  /** When it was asked for. */
  readonly fromMs: number;
  /** When it had said so. */
  readonly toMs: number;
  readonly tweets: number;
}

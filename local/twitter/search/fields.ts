/** What `tweet.fields` takes: X lists it in the answer to a field that it does not know. */
export const tweetFields = [
  'article',
  'attachments',
  'author_id',
  'card_uri',
  'community_id',
  'context_annotations',
  'conversation_id',
  'created_at',
  'display_text_range',
  'edit_controls',
  'edit_history_tweet_ids',
  'entities',
  'geo',
  'id',
  'in_reply_to_user_id',
  'lang',
  'media_metadata',
  'non_public_metrics',
  'note_tweet',
  'organic_metrics',
  'possibly_sensitive',
  'promoted_metrics',
  'public_metrics',
  'referenced_tweets',
  'reply_settings',
  'scopes',
  'source',
  'suggested_source_links',
  'text',
  'withheld',
] as const;

/** Older word → newer word, of August 2026. */
export const newerWords: Readonly<Record<string, string>> = {
  edit_history_tweet_ids: 'edit_history_post_ids',
  note_tweet: 'note_post',
  referenced_tweets: 'referenced_posts',
};

/** What `post.fields` takes. */
export const postFields: readonly string[] = tweetFields.map((field) => newerWords[field] ?? field);

const olderWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(newerWords).map(([older, newer]) => [newer, older]),
);

/** The older word for a field. */
export function olderWord(field: string): string {
  return olderWords[field] ?? field;
}

/** Given whatever was asked for. */
export const defaultFields = ['id', 'text', 'edit_history_tweet_ids'] as const;

export const expansions = [
  'article.cover_media',
  'article.media_entities',
  'attachments.media_keys',
  'attachments.media_source_tweet',
  'attachments.poll_ids',
  'author_id',
  'edit_history_tweet_ids',
  'entities.mentions.username',
  'entities.note.mentions.username',
  'geo.place_id',
  'in_reply_to_user_id',
  'referenced_tweets.id',
  'referenced_tweets.id.author_id',
] as const;

import { InvalidArgumentError } from 'commander';
import type { StoredTweet } from '../src/pipeline/storedTweet.ts';

/** Every column of a row; the compiler sees to it that none is missing. */
const known: Readonly<Record<keyof StoredTweet, true>> = {
  id: true,
  createdAt: true,
  authorId: true,
  text: true,
  lang: true,
  conversationId: true,
  inReplyToUserId: true,
  firstVersionId: true,
  retweetCount: true,
  replyCount: true,
  likeCount: true,
  quoteCount: true,
  referencedTweets: true,
  entities: true,
  source: true,
  hub: true,
  partition: true,
  sequenceNumber: true,
  offset: true,
  enqueuedTime: true,
  partitionKey: true,
  rowKey: true,
};

/**
 * Columns from a list as people type it: `id,lang,likeCount`. X's names are taken too (`author_id`,
 * `public_metrics.like_count`), so that a list for `npm run tail` can be used again.
 * Throws InvalidArgumentError for a name that no row has.
 */
export function tweetColumns(list: string): readonly string[] {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw new InvalidArgumentError('It must be names with commas between them: id,text.');
  return names.map(columnOf);
}

function columnOf(name: string): string {
  const column = name
    .replace(/^public_metrics\./, '')
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (Object.hasOwn(known, column)) return column;
  throw new InvalidArgumentError(`There is no column ${name}. There are ${Object.keys(known).join(', ')}.`);
}

import type { DeliveredPost } from '../normaliseTweet.ts';
import { firstVersionId } from '../tweet.ts';
import { tweetIdTime } from '../tweetId.ts';
import { type ComposedText, composeLongText, composeText } from './composeText.ts';
import { chance, logNormal, type Random } from './random.ts';
import { textEntities } from './textEntities.ts';
import { userId } from './users.ts';

/**
 * Invented posts without end, in the mix that real search results have. `random` decides what they say, `nextId`
 * (ascending) which they are and when. Some come a second time as an edited version, with an id of its own.
 */
export function* generatePosts(random: Random, nextId: () => string): Generator<DeliveredPost, never> {
  let previous: DeliveredPost | undefined;
  while (true) {
    const post = newPost(random, nextId(), previous);
    yield post;
    previous = post;
    if (chance(random, 0.02)) {
      previous = editedPost(post, nextId());
      yield previous;
    }
  }
}

function newPost(random: Random, id: string, previous: DeliveredPost | undefined): DeliveredPost {
  const composed = chance(random, 0.03) ? composeLongText(random) : composeText(random);
  const post = {
    id,
    ...textKeys(composed),
    created_at: createdAt(id),
    author_id: userId(random),
    lang: composed.lang,
    conversation_id: id,
    edit_history_tweet_ids: [id],
    public_metrics: publicMetrics(random),
    ...references(random, previous),
  };
  return chance(random, 0.02) ? withoutOptionalKeys(post) : post;
}

function textKeys({ text }: ComposedText): Pick<DeliveredPost, 'text' | 'note_tweet' | 'entities'> {
  const characters = [...text];
  const delivered = characters.length <= 280 ? text : `${characters.slice(0, 274).join('')}…`;
  return {
    text: delivered,
    ...(delivered !== text && { note_tweet: { text } }),
    entities: textEntities(delivered),
  };
}

/** An edit makes a new id; the history says which post it was. https://docs.x.com/x-api/fundamentals/edit-posts */
function editedPost(post: DeliveredPost, id: string): DeliveredPost {
  const { created_at: _created, note_tweet: _note, ...rest } = post;
  return {
    ...rest,
    id,
    ...textKeys({ text: `${post.note_tweet?.text ?? post.text} (edited)`, lang: post.lang ?? 'en' }),
    created_at: createdAt(id),
    edit_history_tweet_ids: [firstVersionId(post), id],
  };
}

/** A few answer or quote the post before. */
function references(random: Random, previous: DeliveredPost | undefined): Partial<DeliveredPost> {
  const draw = random();
  if (previous === undefined || draw >= 0.02) return {};
  if (draw >= 0.01) return { referenced_tweets: [{ type: 'quoted', id: previous.id }] };
  return {
    referenced_tweets: [{ type: 'replied_to', id: previous.id }],
    conversation_id: previous.conversation_id ?? previous.id,
    ...(previous.author_id !== undefined && { in_reply_to_user_id: previous.author_id }),
  };
}

/** X marks only `id` and `text` as always there. */
function withoutOptionalKeys({ id, text, note_tweet, edit_history_tweet_ids }: DeliveredPost): DeliveredPost {
  return { id, text, ...(note_tweet && { note_tweet }), ...(edit_history_tweet_ids && { edit_history_tweet_ids }) };
}

function publicMetrics(random: Random): Record<string, number> {
  return {
    retweet_count: logNormal(random, 0.7, 1.5),
    reply_count: logNormal(random, 0.5, 1.2),
    like_count: logNormal(random, 3, 1.7),
    quote_count: logNormal(random, 0.2, 1.2),
  };
}

/** X gives whole seconds. */
function createdAt(id: string): string {
  const timeMs = tweetIdTime(id);
  return new Date(timeMs - (timeMs % 1000)).toISOString();
}

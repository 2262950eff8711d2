import type { Post } from '../posts/post.ts';

/** What operators ask of a post. Texts are in lower case. */
export interface PostFacts {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly hashtags: ReadonlySet<string>;
  readonly cashtags: ReadonlySet<string>;
  readonly mentions: ReadonlySet<string>;
  readonly hasLinks: boolean;
  readonly hasMedia: boolean;
  readonly lang: string;
  /** Id and name. */
  readonly author: ReadonlySet<string>;
  readonly repliesTo: string | undefined;
  readonly conversation: string | undefined;
  /** `retweeted`, `quoted`, `replied_to`. */
  readonly references: ReadonlySet<unknown>;
}

/** X knows more of a post than it shows: one that comes without `lang` has a language all the same, here English. */
export function postFacts(post: Post): PostFacts {
  const text = unescaped(post.note_tweet?.text ?? post.text).toLowerCase();
  return {
    text,
    words: new Set(text.match(/[\p{L}\p{N}_]+/gu)),
    hashtags: found(text, /[#＃]([\p{L}\p{N}_]+)/gu),
    cashtags: found(text, /\$([a-z]{1,6})\b/g),
    mentions: found(text, /@(\w{1,15})/g),
    hasLinks: text.includes('https://t.co/'),
    hasMedia: 'attachments' in post,
    lang: post.lang ?? 'en',
    author: new Set(post.author_id === undefined ? [] : [post.author_id, nameOf(post.author_id)]),
    repliesTo: post.in_reply_to_user_id,
    conversation: post.conversation_id,
    references: new Set((post.referenced_tweets ?? []).map(typeOf)),
  };
}

/** The generator's authors are called after their numbers. */
export function nameOf(authorId: string): string {
  return `demo_user_${authorId.slice(-3)}`;
}

function found(text: string, form: RegExp): ReadonlySet<string> {
  return new Set([...text.matchAll(form)].map(([, name = '']) => name));
}

function typeOf(reference: unknown): unknown {
  return typeof reference === 'object' && reference !== null && 'type' in reference ? reference.type : undefined;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

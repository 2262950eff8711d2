import type { Tweet } from './tweet.ts';

/** A post as X delivers it: escaped, and where its text is long, cut, with the whole of it in `note_tweet`. */
export interface DeliveredPost extends Tweet {
  readonly note_tweet?: { readonly text: string };
}

/**
 * The tweet of a post as X delivers it: the whole text where X cut it, and `&`, `<`, `>` as the author wrote them. The
 * places that entities give refer to the delivered text.
 */
export function normaliseTweet({ note_tweet, ...tweet }: DeliveredPost): Tweet {
  return { ...tweet, text: unescaped(note_tweet?.text ?? tweet.text) };
}

/** `&amp;` last: `&amp;lt;` is the text `&lt;`. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

import type { Tweet } from '../../src/pipeline/tweet.ts';

/** A tweet of 2026-07-31T11:45:50.444Z, with what the test is about in `parts`. */
export function aTweet(parts: Partial<Tweet> = {}): Tweet {
  return { id: '2083157183716917248', text: 'Azure is okay.', ...parts };
}

export function tweetBody(parts: Partial<Tweet> = {}): Buffer {
  return Buffer.from(JSON.stringify(aTweet(parts)));
}

import { type StoredTweet, tweetRow } from '../../src/pipeline/storedTweet.ts';
import type { Tweet } from '../../src/pipeline/tweet.ts';
import { aHubEvent } from './aHubEvent.ts';
import { aTweet } from './aTweet.ts';

export function aStoredTweet(parts: Partial<Tweet> = {}): StoredTweet {
  return tweetRow(aTweet(parts), aHubEvent());
}

import { normaliseTweet } from '../normaliseTweet.ts';
import type { TweetSource } from '../publishTweets.ts';
import { generatePosts } from './generatePosts.ts';
import { seededRandom } from './random.ts';
import { tweetIdSequence } from './tweetIdSequence.ts';

export interface TestSourceOptions {
  readonly tweetsPerRun: number;
  /** Decides what the tweets say, and nothing else. */
  readonly seed: number;
  /** ms since 1970. Decides the ids. */
  readonly now: () => number;
}

/** Invented tweets, as many at every run. No id is ever given twice, neither in a run nor after a restart. */
export function testSource({ tweetsPerRun, seed, now }: TestSourceOptions): TweetSource {
  const posts = generatePosts(seededRandom(seed), tweetIdSequence(now));
  const next = () => normaliseTweet(posts.next().value);
  return { name: 'test', next: async () => Array.from({ length: tweetsPerRun }, next) };
}

import { normaliseTweet } from '../normaliseTweet.ts';
import type { TweetSource } from '../publishTweets.ts';
import type { Tweet } from '../tweet.ts';
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

/** Invented tweets, as many at every run. What the hub took is never given again, neither in a run nor after a restart. */
export function testSource({ tweetsPerRun, seed, now }: TestSourceOptions): TweetSource {
  const posts = generatePosts(seededRandom(seed), tweetIdSequence(now));
  const makeRun = () => Array.from({ length: tweetsPerRun }, () => normaliseTweet(posts.next().value));
  let waiting: readonly Tweet[] | undefined;
  return {
    name: 'test',
    steps: async function* () {
      waiting ??= makeRun();
      const items = waiting;
      const taken = async () => {
        if (waiting === items) waiting = undefined;
      };
      yield { items, taken };
    },
  };
}

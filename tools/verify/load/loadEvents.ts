import { normaliseTweet } from '../../../src/pipeline/normaliseTweet.ts';
import { generatePosts } from '../../../src/pipeline/testTweets/generatePosts.ts';
import { seededRandom } from '../../../src/pipeline/testTweets/random.ts';
import { tweetIdSequence } from '../../../src/pipeline/testTweets/tweetIdSequence.ts';
import { type TweetEvent, tweetEvent } from '../../../src/pipeline/tweetEvent.ts';

/** Invented tweets as events, without end. */
export function* loadEvents(seed: number, now: () => number): Generator<TweetEvent, never> {
  for (const post of generatePosts(seededRandom(seed), tweetIdSequence(now)))
    yield tweetEvent(normaliseTweet(post), 'test', traceParent);
  throw new TypeError('The posts have ended, which they never do.');
}

/** A trace that is not recorded: nobody follows these events. https://www.w3.org/TR/trace-context/#traceparent-header */
const traceParent = `00-${'1'.repeat(32)}-${'1'.repeat(16)}-00`;

import type { HubEvent } from '../../src/pipeline/eventBatch.ts';
import { normaliseTweet } from '../../src/pipeline/normaliseTweet.ts';
import { generatePosts } from '../../src/pipeline/testTweets/generatePosts.ts';
import { seededRandom } from '../../src/pipeline/testTweets/random.ts';
import { tweetIdSequence } from '../../src/pipeline/testTweets/tweetIdSequence.ts';

const tweetsPerSecond = 2_000;
/** The middle of an hour, and always the same, so that every run writes the same rows. */
const startMs = Date.UTC(2026, 10, 20, 22, 10);

/** Events without end as the publisher makes them, at 2,000 tweets a second. */
export function* benchEvents(): Generator<HubEvent, never> {
  let timeMs = startMs;
  const now = () => {
    timeMs += 1000 / tweetsPerSecond;
    return timeMs;
  };
  const posts = generatePosts(seededRandom(1), tweetIdSequence(now));
  for (let sequenceNumber = 0; ; sequenceNumber += 1) {
    const body = Buffer.from(JSON.stringify(normaliseTweet(posts.next().value)));
    yield {
      hub: 'tweets',
      partition: '0',
      sequenceNumber,
      offset: String(sequenceNumber * 600),
      enqueuedTime: new Date(timeMs),
      partitionKey: undefined,
      properties: { source: 'test' },
      systemProperties: {},
      body,
    };
  }
}

export function take<T>(count: number, values: Iterator<T>): T[] {
  return Array.from({ length: count }, () => {
    const { done, value } = values.next();
    if (done) throw new Error('There are no more values to take.');
    return value;
  });
}

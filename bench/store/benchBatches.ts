import { decodeBody } from '../../src/pipeline/decodeBody.ts';
import type { HubEvent } from '../../src/pipeline/eventBatch.ts';
import { type StoredTweet, tweetRow } from '../../src/pipeline/storedTweet.ts';
import { benchEvents, take } from './benchEvents.ts';
import type { Spread } from './figures.ts';

/** The rows of so many batches of so many events, spread over partition keys. The same at each call. */
export function benchBatches(
  batches: number,
  eventsPerBatch: number,
  keys: Spread,
): readonly (readonly StoredTweet[])[] {
  const events = benchEvents();
  return Array.from({ length: batches }, () =>
    take(eventsPerBatch, events).map((event, index) => {
      const row = benchRow(event);
      return keys === 'real' ? row : { ...row, partitionKey: `key-${index % keys}` };
    }),
  );
}

export function benchRow(event: HubEvent): StoredTweet {
  const decoded = decodeBody(event.body);
  if (decoded.kind !== 'tweet') throw new Error('The benchmark made an event that is no tweet.');
  return tweetRow(decoded.tweet, event);
}

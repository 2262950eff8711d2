import type { EventBatch, HubEvent } from '../../src/pipeline/eventBatch.ts';
import { tweetBody } from './aTweet.ts';

/** An event of partition 3, sequence number 7. */
export function aHubEvent(parts: Partial<HubEvent> = {}): HubEvent {
  return {
    hub: 'tweets',
    partition: '3',
    sequenceNumber: 7,
    offset: '1234',
    enqueuedTime: new Date('2026-11-20T22:15:00.250Z'),
    partitionKey: undefined,
    properties: {},
    systemProperties: {},
    body: tweetBody(),
    ...parts,
  };
}

/** Events with these bodies and rising sequence numbers, as one batch of partition 3. */
export function aBatch(bodies: readonly (Uint8Array | string)[], parts: Partial<EventBatch> = {}): EventBatch {
  const events = bodies.map((body, index) => aHubEvent({ body: Buffer.from(body), sequenceNumber: 4100 + index }));
  return { hub: 'tweets', consumerGroup: 'store', partition: '3', attempt: 1, events, ...parts };
}

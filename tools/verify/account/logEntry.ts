import type { ReceivedEventData } from '@azure/event-hubs';
import resources from '../../../resources.json';
import { decodeBody } from '../../../src/pipeline/decodeBody.ts';
import type { HubEvent } from '../../../src/pipeline/eventBatch.ts';
import { type StoredTweet, textRow, tweetRow } from '../../../src/pipeline/storedTweet.ts';
import { sendNumberProperty } from '../load/sender.ts';
import { letterFingerprint, rowFingerprint } from './fingerprints.ts';
import type { LogEntry } from './records.ts';

/** What the account needs of an event that was read with `skipParsingBodyAsJson`. */
export function logEntry(hub: string, partition: string, received: ReceivedEventData): LogEntry {
  const event = hubEvent(hub, partition, received);
  const row = rowOf(event);
  const number = event.properties[sendNumberProperty];
  return {
    partition,
    sequenceNumber: event.sequenceNumber,
    enqueuedMs: event.enqueuedTime.getTime(),
    id: row?.id,
    row: row === undefined ? 0 : rowFingerprint({ ...row }),
    letter: letterOf(event),
    sendNumber: typeof number === 'number' ? number : undefined,
  };
}

/** The event as the trigger should hand it over. */
function hubEvent(hub: string, partition: string, received: ReceivedEventData): HubEvent {
  const { body, sequenceNumber, offset, enqueuedTimeUtc, properties, partitionKey } = received;
  return {
    hub,
    partition,
    sequenceNumber,
    offset,
    enqueuedTime: enqueuedTimeUtc,
    partitionKey: partitionKey ?? undefined,
    properties: properties ?? {},
    systemProperties: {},
    // An empty body arrives as nothing.
    body: body instanceof Uint8Array ? body : new Uint8Array(),
  };
}

/** By the pipeline's own rules, as they stand here and not in the build that is verified. */
function rowOf(event: HubEvent): StoredTweet | undefined {
  const decoded = decodeBody(event.body);
  if (decoded.kind === 'rejected') return undefined;
  return decoded.kind === 'tweet' ? tweetRow(decoded.tweet, event) : textRow(decoded.text, event);
}

function letterOf({ enqueuedTime, body, ...event }: HubEvent): number {
  return letterFingerprint({
    ...event,
    consumerGroup: resources.eventHub.consumerGroups.store,
    enqueuedTime: enqueuedTime.toISOString(),
    body: Buffer.from(body.buffer, body.byteOffset, body.length).toString('base64'),
  });
}

import type { ReceivedEventData } from '@azure/event-hubs';
import { originOf } from '../../../src/pipeline/deadLetters/replayOrigin.ts';
import { decodeBody } from '../../../src/pipeline/decodeBody.ts';
import { textId } from '../../../src/pipeline/textId.ts';
import { sendNumberProperty } from '../load/sender.ts';
import type { LogEntry } from './account.ts';

/** What the account needs of an event that was read with `skipParsingBodyAsJson`. */
export function logEntry(hub: string, partition: string, event: ReceivedEventData): LogEntry {
  const { sequenceNumber, enqueuedTimeUtc } = event;
  const number = event.properties?.[sendNumberProperty];
  return {
    partition,
    sequenceNumber,
    enqueuedMs: enqueuedTimeUtc.getTime(),
    id: idOf(hub, partition, event),
    sendNumber: typeof number === 'number' ? number : undefined,
  };
}

/** Of its tweet or text, by the pipeline's own rules; undefined for what is neither. */
function idOf(
  hub: string,
  partition: string,
  { body, sequenceNumber, enqueuedTimeUtc, properties }: ReceivedEventData,
) {
  const decoded = decodeBody(bytesOf(body));
  if (decoded.kind === 'rejected') return undefined;
  if (decoded.kind === 'tweet') return decoded.tweet.id;
  return textId(
    originOf({ hub, partition, sequenceNumber, enqueuedTime: enqueuedTimeUtc, properties: properties ?? {} }),
  );
}

/** An empty body arrives as nothing. */
function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}

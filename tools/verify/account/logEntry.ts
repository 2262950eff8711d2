import type { ReceivedEventData } from '@azure/event-hubs';
import { originOf } from '../../../src/pipeline/deadLetters/replayOrigin.ts';
import { decodeBody } from '../../../src/pipeline/decodeBody.ts';
import { textId } from '../../../src/pipeline/textId.ts';
import { sendNumberProperty } from '../load/sender.ts';
import type { LogEntry } from './account.ts';
import { textHash } from './textHash.ts';

/** What the account needs of an event that was read with `skipParsingBodyAsJson`. */
export function logEntry(hub: string, partition: string, event: ReceivedEventData): LogEntry {
  const { sequenceNumber, enqueuedTimeUtc } = event;
  const number = event.properties?.[sendNumberProperty];
  return {
    partition,
    sequenceNumber,
    enqueuedMs: enqueuedTimeUtc.getTime(),
    ...contentOf(hub, partition, event),
    sendNumber: typeof number === 'number' ? number : undefined,
  };
}

/** Its tweet or text, by the pipeline's own rules; no id for what is neither. */
function contentOf(
  hub: string,
  partition: string,
  { body, sequenceNumber, enqueuedTimeUtc, properties }: ReceivedEventData,
): Pick<LogEntry, 'id' | 'textHash'> {
  const decoded = decodeBody(bytesOf(body));
  if (decoded.kind === 'rejected') return { id: undefined, textHash: 0 };
  if (decoded.kind === 'tweet') return { id: decoded.tweet.id, textHash: textHash(decoded.tweet.text) };
  const position = { hub, partition, sequenceNumber, enqueuedTime: enqueuedTimeUtc, properties: properties ?? {} };
  return { id: textId(originOf(position)), textHash: textHash(decoded.text) };
}

/** An empty body arrives as nothing. */
function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}

import type { ReceivedEventData } from '@azure/event-hubs';
import { jsonText } from './jsonText.ts';

/** An event as the view's formats take it, whichever client sent it. */
export interface ViewedEvent {
  readonly partition: string;
  readonly sequenceNumber: number;
  /** Opaque; a number of bytes on most namespaces. */
  readonly offset: string;
  readonly enqueuedTime: Date;
  readonly publisher: string | undefined;
  readonly partitionKey: string | undefined;
  /** Application properties. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly body: Uint8Array;
}

/** Takes what the SDK gives with `skipParsingBodyAsJson`: bytes for AMQP data, any value for the other two sections. */
export function viewedEvent(event: ReceivedEventData, partition: string): ViewedEvent {
  return {
    partition,
    sequenceNumber: event.sequenceNumber,
    offset: event.offset,
    enqueuedTime: event.enqueuedTimeUtc,
    publisher: optionalText(event.systemProperties?.['x-opt-publisher']),
    partitionKey: optionalText(event.partitionKey),
    properties: event.properties ?? {},
    body: bodyBytes(event.body),
  };
}

function bodyBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : jsonText(body ?? null));
}

function optionalText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

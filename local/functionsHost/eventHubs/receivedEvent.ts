import type { ReceivedEventData } from '@azure/event-hubs';

/** An event as the trigger needs it. Times are milliseconds since 1970. */
export interface ReceivedEvent {
  /** Undefined for a body that is no AMQP data section: the extension's EventData gives none either, it throws. */
  readonly body: Buffer | undefined;
  readonly bodyType: 'data' | 'value' | 'sequence';
  readonly sequenceNumber: number;
  readonly offset: string;
  readonly partitionKey: string | undefined;
  readonly enqueuedTime: number;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Properties and annotations of the message under their AMQP names. */
  readonly systemProperties: Readonly<Record<string, unknown>>;
}

/** @param event received with `skipParsingBodyAsJson`, so that a data section is its exact bytes. */
export function receivedEvent(event: ReceivedEventData): ReceivedEvent {
  const message = event.getRawAmqpMessage();
  const bodyType = message.bodyType ?? 'data';
  return {
    body: bodyType === 'data' ? dataBody(event.body) : undefined,
    bodyType,
    sequenceNumber: event.sequenceNumber,
    offset: String(event.offset),
    partitionKey: event.partitionKey ?? undefined,
    enqueuedTime: event.enqueuedTimeUtc.getTime(),
    properties: message.applicationProperties ?? {},
    systemProperties: { ...propertiesSection(message), ...message.messageAnnotations },
  };
}

/** Several data sections are one body, one after the other; a null section is an empty body. */
function dataBody(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (Array.isArray(body)) return Buffer.concat(body.map(dataBody));
  return Buffer.alloc(0);
}

/** Names of the AMQP specification, part 3.2.4, as .NET shows them in EventData.SystemProperties. */
const propertyNames: Readonly<Record<string, string>> = {
  messageId: 'message-id',
  userId: 'user-id',
  to: 'to',
  subject: 'subject',
  replyTo: 'reply-to',
  correlationId: 'correlation-id',
  contentType: 'content-type',
  contentEncoding: 'content-encoding',
  absoluteExpiryTime: 'absolute-expiry-time',
  creationTime: 'creation-time',
  groupId: 'group-id',
  groupSequence: 'group-sequence',
  replyToGroupId: 'reply-to-group-id',
};

function propertiesSection({
  properties,
}: ReturnType<ReceivedEventData['getRawAmqpMessage']>): Record<string, unknown> {
  const present = Object.entries(properties ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(present.map(([name, value]) => [propertyNames[name] ?? name, value]));
}

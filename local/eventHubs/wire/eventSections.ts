import * as encode from './encode.ts';
import { annotationsIn, partitionKeyAnnotation } from './messageAnnotations.ts';
import { messageSections, sectionCode } from './messageSections.ts';

/**
 * An event as it is kept: the sender's sections byte for byte, cut where the service puts in its own annotations.
 * Received ones are views into the frame they came in; whoever keeps them copies them.
 */
export interface EventSections {
  /** The header section, or nothing. */
  readonly header: Buffer;
  /** Keys and values of the sender's message annotations in turn, without the map around them. */
  readonly annotations: Buffer;
  /** How many keys and values together `annotations` holds. */
  readonly annotationItems: number;
  /** Properties, application properties, body and footer, as they came. */
  readonly rest: Buffer;
}

/** What the service itself writes on every event. A forwarder sends them back; they are no longer true then. */
const serviceAnnotations: ReadonlySet<string> = new Set([
  'x-opt-sequence-number-epoch',
  'x-opt-sequence-number',
  'x-opt-offset',
  'x-opt-enqueued-time',
]);

const empty = Buffer.alloc(0);

/**
 * Cuts an encoded message into the parts of an event. The partition key comes first among the annotations, as the
 * service orders them (measured, not documented); `envelopeKey`, that of the batch around the event, stands in where
 * the event carries none. @throws MalformedMessageError
 */
export function eventSections(message: Buffer, envelopeKey?: string): EventSections {
  let header: Buffer = empty;
  let pairs: readonly Buffer[] = envelopeKey === undefined ? [] : [keyPair(envelopeKey)];
  let restStart = message.length;
  for (const section of messageSections(message)) {
    if (section.code === sectionCode.header) header = message.subarray(section.start, section.value.end);
    else if (section.code === sectionCode.messageAnnotations) pairs = sendersPairs(message, section.start, envelopeKey);
    else if (section.code !== sectionCode.deliveryAnnotations) restStart = Math.min(restStart, section.start);
  }
  return { header, annotations: joined(pairs), annotationItems: 2 * pairs.length, rest: message.subarray(restStart) };
}

/** How many bytes of a sender's sections are kept. */
export function sectionsLength({ header, annotations, rest }: EventSections): number {
  return header.length + annotations.length + rest.length;
}

function sendersPairs(message: Buffer, sectionStart: number, envelopeKey: string | undefined): readonly Buffer[] {
  const others: Buffer[] = [];
  let key: Buffer | undefined = envelopeKey === undefined ? undefined : keyPair(envelopeKey);
  for (const { name, start, end } of annotationsIn(message, sectionStart)) {
    if (name === partitionKeyAnnotation) key = message.subarray(start, end);
    else if (!serviceAnnotations.has(name)) others.push(message.subarray(start, end));
  }
  return key === undefined ? others : [key, ...others];
}

/** Without a copy where there is nothing to join: most events have no annotations of their own, or the key alone. */
function joined(pairs: readonly Buffer[]): Buffer {
  return pairs.length > 1 ? Buffer.concat(pairs) : (pairs[0] ?? empty);
}

function keyPair(partitionKey: string): Buffer {
  return Buffer.concat([encode.symbol(partitionKeyAnnotation), encode.string(partitionKey)]);
}

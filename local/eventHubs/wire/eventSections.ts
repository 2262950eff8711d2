import { endOfValue } from './decode.ts';
import * as encode from './encode.ts';
import { annotationsIn, hasNoAnnotations, partitionKeyAnnotation } from './messageAnnotations.ts';
import { sectionCode, sectionCodeAt, sectionValueAt } from './messageSections.ts';

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
const none: readonly Buffer[] = [];
/** What the JavaScript client puts before each event. One for all saves a view for each. */
const emptyHeader = Buffer.of(0x00, 0x53, sectionCode.header, 0x45);

/** Where an encoded message lies within other bytes, and the key of the batch around it. */
export interface EventPlace {
  readonly start: number;
  readonly end: number;
  readonly envelopeKey: string | undefined;
}

/**
 * Cuts an encoded message, all of `bytes` unless a place is given, into the parts of an event. The partition key comes first among the annotations, as the
 * service orders them (measured, not documented); `envelopeKey`, that of the batch around the event, stands in where
 * the event carries none. @throws MalformedMessageError
 */
export function eventSections(bytes: Buffer, place: EventPlace = wholeOf(bytes)): EventSections {
  const { start, end, envelopeKey } = place;
  let header: Buffer = empty;
  let pairs: readonly Buffer[] = envelopeKey === undefined ? none : [keyPair(envelopeKey)];
  let restStart = end;
  for (let at = start; at < end; ) {
    const sectionEnd = endOfValue(bytes, sectionValueAt(bytes, at), end);
    const code = sectionCodeAt(bytes, at);
    if (code === sectionCode.header) header = headerAt(bytes, at, sectionEnd);
    else if (code === sectionCode.messageAnnotations) pairs = sendersPairs(bytes, at, envelopeKey);
    else if (code !== sectionCode.deliveryAnnotations) restStart = Math.min(restStart, at);
    at = sectionEnd;
  }
  return {
    header,
    annotations: joined(pairs),
    annotationItems: 2 * pairs.length,
    rest: bytes.subarray(restStart, end),
  };
}

/** How many bytes of a sender's sections are kept. */
export function sectionsLength({ header, annotations, rest }: EventSections): number {
  return header.length + annotations.length + rest.length;
}

function sendersPairs(message: Buffer, sectionStart: number, envelopeKey: string | undefined): readonly Buffer[] {
  if (hasNoAnnotations(message, sectionStart)) return envelopeKey === undefined ? none : [keyPair(envelopeKey)];
  const others: Buffer[] = [];
  let key: Buffer | undefined = envelopeKey === undefined ? undefined : keyPair(envelopeKey);
  for (const { name, start, end } of annotationsIn(message, sectionStart)) {
    if (name === partitionKeyAnnotation) key = message.subarray(start, end);
    else if (!serviceAnnotations.has(name)) others.push(message.subarray(start, end));
  }
  return key === undefined ? others : [key, ...others];
}

function wholeOf(bytes: Buffer): EventPlace {
  return { start: 0, end: bytes.length, envelopeKey: undefined };
}

function headerAt(bytes: Buffer, start: number, end: number): Buffer {
  const isEmpty = end - start === emptyHeader.length && bytes[start + 1] === 0x53 && bytes[start + 3] === 0x45;
  return isEmpty ? emptyHeader : bytes.subarray(start, end);
}

/** Without a copy where there is nothing to join: most events have no annotations of their own, or the key alone. */
function joined(pairs: readonly Buffer[]): Buffer {
  return pairs.length > 1 ? Buffer.concat(pairs) : (pairs[0] ?? empty);
}

function keyPair(partitionKey: string): Buffer {
  return Buffer.concat([encode.symbol(partitionKeyAnnotation), encode.string(partitionKey)]);
}

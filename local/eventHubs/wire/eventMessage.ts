import * as encode from './encode.ts';
import type { EventSections } from './eventSections.ts';
import { sectionCode } from './messageSections.ts';

/** An event's place in its partition. */
export interface EventPosition {
  readonly sequenceNumber: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly enqueuedTime: number;
}

const messageAnnotationsHead = Buffer.of(0x00, 0x53, sectionCode.messageAnnotations);
const sequenceNumberEpoch = Buffer.concat([encode.symbol('x-opt-sequence-number-epoch'), encode.int(-1)]);
const sequenceNumberKey = encode.symbol('x-opt-sequence-number');
const offsetKey = encode.symbol('x-opt-offset');
const enqueuedTimeKey = encode.symbol('x-opt-enqueued-time');
const serviceItems = 8;

/**
 * The message that a reader gets: header (if sent), delivery annotations (if given, a whole section), the service's
 * message annotations and then the sender's, and the rest as it came. Nothing is added where the sender sent nothing.
 * Order and types are the service's (measured, not documented).
 */
export function eventMessage(sections: EventSections, position: EventPosition, deliveryAnnotations?: Buffer): Buffer {
  const places = [
    sequenceNumberEpoch,
    sequenceNumberKey,
    encode.long(position.sequenceNumber),
    offsetKey,
    encode.string(String(position.offset)),
    enqueuedTimeKey,
    encode.timestamp(position.enqueuedTime),
    sections.annotations,
  ];
  const size = places.reduce((sum, part) => sum + part.length, 0);
  const head = encode.mapHead(serviceItems + sections.annotationItems, size);
  const before = deliveryAnnotations ? [sections.header, deliveryAnnotations] : [sections.header];
  return Buffer.concat([...before, messageAnnotationsHead, head, ...places, sections.rest]);
}

import * as encode from './encode.ts';
import type { EventSections } from './eventSections.ts';
import { sectionCode } from './messageSections.ts';
import { decimalDigits, writeDecimal, writeWide } from './writeNumbers.ts';

/** An event's place in its partition. */
export interface EventPosition {
  readonly sequenceNumber: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly enqueuedTime: number;
}

const sectionHead = Buffer.of(0x00, 0x53, sectionCode.messageAnnotations);
const beforeSequenceNumber = Buffer.concat([
  encode.symbol('x-opt-sequence-number-epoch'),
  encode.int(-1),
  encode.symbol('x-opt-sequence-number'),
]);
const beforeOffset = encode.symbol('x-opt-offset');
const beforeEnqueuedTime = encode.symbol('x-opt-enqueued-time');
const serviceItems = 8;
const none = Buffer.alloc(0);
const code = { smallLong: 0x55, long: 0x81, timestamp: 0x83, string: 0xa1, map: 0xc1, wideMap: 0xd1 };
const wideBytes = 9;

/**
 * The message that a reader gets: header (if sent), delivery annotations (if given, a whole section), the service's
 * message annotations and then the sender's, and the rest as it came. Nothing is added where the sender sent nothing.
 * Order and types are the service's (measured, not documented).
 */
export function eventMessage(
  sections: EventSections,
  position: EventPosition,
  deliveryAnnotations: Buffer = none,
): Buffer {
  const message = Buffer.allocUnsafe(eventMessageLength(sections, position, deliveryAnnotations));
  writeEventMessage(message, 0, sections, position, deliveryAnnotations);
  return message;
}

/** How long that message is. */
export function eventMessageLength(
  sections: EventSections,
  position: EventPosition,
  deliveryAnnotations: Buffer = none,
): number {
  const entries = entriesLength(sections, position);
  const head = sectionHead.length + (isWide(sections, entries) ? 9 : 3);
  return sections.header.length + deliveryAnnotations.length + head + entries + sections.rest.length;
}

/** Writes that message to `target` at `start`, where there must be room for it. Returns where it ends. */
export function writeEventMessage(
  target: Buffer,
  start: number,
  sections: EventSections,
  { sequenceNumber, offset, enqueuedTime }: EventPosition,
  deliveryAnnotations: Buffer = none,
): number {
  let at = copy(sections.header, target, start);
  at = copy(deliveryAnnotations, target, at);
  at = copy(sectionHead, target, at);
  at = writeMapHead(target, at, sections, entriesLength(sections, { sequenceNumber, offset, enqueuedTime }));
  at = copy(beforeSequenceNumber, target, at);
  at = writeLong(target, at, sequenceNumber);
  at = copy(beforeOffset, target, at);
  at = writeOffset(target, at, offset);
  at = copy(beforeEnqueuedTime, target, at);
  at = writeWide(target, at, code.timestamp, enqueuedTime);
  at = copy(sections.annotations, target, at);
  return copy(sections.rest, target, at);
}

function entriesLength({ annotations }: EventSections, { sequenceNumber, offset }: EventPosition): number {
  return (
    beforeSequenceNumber.length +
    (isSmall(sequenceNumber) ? 2 : wideBytes) +
    beforeOffset.length +
    (2 + decimalDigits(offset)) +
    beforeEnqueuedTime.length +
    wideBytes +
    annotations.length
  );
}

function writeLong(target: Buffer, at: number, value: number): number {
  if (!isSmall(value)) return writeWide(target, at, code.long, value);
  target[at] = code.smallLong;
  target[at + 1] = value;
  return at + 2;
}

function writeOffset(target: Buffer, at: number, offset: number): number {
  const digits = decimalDigits(offset);
  target[at] = code.string;
  target[at + 1] = digits;
  return writeDecimal(target, at + 2, offset, digits);
}

function writeMapHead(target: Buffer, at: number, sections: EventSections, entries: number): number {
  const items = serviceItems + sections.annotationItems;
  if (isWide(sections, entries)) {
    target[at] = code.wideMap;
    target.writeUInt32BE(entries + 4, at + 1);
    target.writeUInt32BE(items, at + 5);
    return at + 9;
  }
  target[at] = code.map;
  target[at + 1] = entries + 1;
  target[at + 2] = items;
  return at + 3;
}

function isSmall(value: number): boolean {
  return value <= 127;
}

function isWide({ annotationItems }: EventSections, entries: number): boolean {
  return entries + 1 > 255 || serviceItems + annotationItems > 255;
}

function copy(source: Buffer, target: Buffer, at: number): number {
  if (source.length > 0) target.set(source, at);
  return at + source.length;
}

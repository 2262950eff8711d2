import type { EventPosition } from '../wire/eventMessage.ts';
import { type EventSections, sectionsLength } from '../wire/eventSections.ts';
import type { StoredEvent } from './partitionLog.ts';

/**
 * One event in a segment: a head of fixed size, then header, annotations and rest, one behind the other. Everything
 * needed to read it back stands in the record, so that a segment can be written to disk as it is.
 */
const field = {
  length: 0,
  header: 4,
  annotations: 8,
  annotationItems: 12,
  sequenceNumber: 16,
  offset: 24,
  enqueuedTime: 32,
};
export const recordHeadLength = 40;

export function recordLength(sections: EventSections): number {
  return recordHeadLength + sectionsLength(sections);
}

/** Copies the event into `segment` at `at`, which must have room for `recordLength(sections)` bytes. */
export function writeRecord(segment: Buffer, at: number, sections: EventSections, position: EventPosition): void {
  segment.writeUInt32LE(recordLength(sections), at + field.length);
  segment.writeUInt32LE(sections.header.length, at + field.header);
  segment.writeUInt32LE(sections.annotations.length, at + field.annotations);
  segment.writeUInt32LE(sections.annotationItems, at + field.annotationItems);
  segment.writeDoubleLE(position.sequenceNumber, at + field.sequenceNumber);
  segment.writeDoubleLE(position.offset, at + field.offset);
  segment.writeDoubleLE(position.enqueuedTime, at + field.enqueuedTime);
  let to = at + recordHeadLength;
  for (const part of [sections.header, sections.annotations, sections.rest]) to += part.copy(segment, to);
}

/** The event at `at`, as views into the segment. */
export function readRecord(segment: Buffer, at: number): StoredEvent {
  const header = at + recordHeadLength;
  const annotations = header + segment.readUInt32LE(at + field.header);
  const rest = annotations + segment.readUInt32LE(at + field.annotations);
  return {
    position: readPosition(segment, at),
    sections: {
      header: segment.subarray(header, annotations),
      annotations: segment.subarray(annotations, rest),
      annotationItems: segment.readUInt32LE(at + field.annotationItems),
      rest: segment.subarray(rest, at + segment.readUInt32LE(at + field.length)),
    },
  };
}

export function readPosition(segment: Buffer, at: number): EventPosition {
  return {
    sequenceNumber: segment.readDoubleLE(at + field.sequenceNumber),
    offset: segment.readDoubleLE(at + field.offset),
    enqueuedTime: segment.readDoubleLE(at + field.enqueuedTime),
  };
}

import { describe, expect, it } from '@jest/globals';
import fastCheck from 'fast-check';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import {
  type EventPosition,
  eventMessage,
  eventMessageLength,
  writeEventMessage,
} from '../../../../local/eventHubs/wire/eventMessage.ts';
import type { EventSections } from '../../../../local/eventHubs/wire/eventSections.ts';

const bytes = (maxLength: number) => fastCheck.uint8Array({ maxLength }).map((array) => Buffer.from(array));
const sections: fastCheck.Arbitrary<EventSections> = fastCheck.record({
  header: bytes(20),
  annotations: bytes(300),
  annotationItems: fastCheck.nat({ max: 300 }),
  rest: bytes(2000),
});
const number = fastCheck.oneof(
  fastCheck.nat({ max: 300 }),
  fastCheck.constantFrom(127, 128, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER),
  fastCheck.nat({ max: Number.MAX_SAFE_INTEGER }),
);
const position = fastCheck.record({ sequenceNumber: number, offset: number, enqueuedTime: number });

/** The same message, put together value by value. */
function expected(sections: EventSections, position: EventPosition, deliveryAnnotations: Buffer): Buffer {
  const entries = Buffer.concat([
    encode.symbol('x-opt-sequence-number-epoch'),
    encode.int(-1),
    encode.symbol('x-opt-sequence-number'),
    encode.long(position.sequenceNumber),
    encode.symbol('x-opt-offset'),
    encode.string(String(position.offset)),
    encode.symbol('x-opt-enqueued-time'),
    encode.timestamp(position.enqueuedTime),
    sections.annotations,
  ]);
  const items = 8 + sections.annotationItems;
  const short = entries.length + 1 <= 255 && items <= 255;
  const head = short ? Buffer.of(0xc1, entries.length + 1, items) : Buffer.alloc(9, 0xd1);
  if (!short) head.writeUInt32BE(items, head.writeUInt32BE(entries.length + 4, 1));
  const annotations = encode.section(0x72, Buffer.concat([head, entries]));
  return Buffer.concat([sections.header, deliveryAnnotations, annotations, sections.rest]);
}

describe('the message that a reader gets', () => {
  it("has the service's annotations in its order and shortest form, whatever the event (measured, not documented)", () => {
    fastCheck.assert(
      fastCheck.property(sections, position, bytes(100), (sections, position, deliveryAnnotations) => {
        const message = expected(sections, position, deliveryAnnotations);
        expect(eventMessage(sections, position, deliveryAnnotations)).toEqual(message);
        expect(eventMessageLength(sections, position, deliveryAnnotations)).toBe(message.length);
      }),
    );
  });

  it('is written where it is told, and not beyond its end', () => {
    fastCheck.assert(
      fastCheck.property(sections, position, fastCheck.nat({ max: 50 }), (sections, position, start) => {
        const message = eventMessage(sections, position);
        const target = Buffer.alloc(start + message.length + 10, 0xee);
        expect(writeEventMessage(target, start, sections, position)).toBe(start + message.length);
        expect(target).toEqual(Buffer.concat([Buffer.alloc(start, 0xee), message, Buffer.alloc(10, 0xee)]));
      }),
    );
  });
});

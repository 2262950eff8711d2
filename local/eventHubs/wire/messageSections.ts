import { byteAt, described, type EncodedValue, valueAt } from './decode.ts';
import { MalformedMessageError } from './malformedMessageError.ts';

/** The sections of a message by their descriptors (AMQP 1.0 part 3, section 3.2). */
export const sectionCode = {
  header: 0x70,
  deliveryAnnotations: 0x71,
  messageAnnotations: 0x72,
  properties: 0x73,
  applicationProperties: 0x74,
  data: 0x75,
  value: 0x77,
} as const;

/** One section where it lies: from `start` (its descriptor) to `value.end`. */
export interface MessageSection {
  readonly code: number;
  readonly start: number;
  readonly value: EncodedValue;
}

/** How descriptors are written, mostly and at length. */
const smallUlong = 0x53;
const ulong = 0x80;

const symbolicCodes: Readonly<Record<string, number>> = {
  'amqp:header:list': 0x70,
  'amqp:delivery-annotations:map': 0x71,
  'amqp:message-annotations:map': 0x72,
  'amqp:properties:list': 0x73,
  'amqp:application-properties:map': 0x74,
  'amqp:data:binary': 0x75,
  'amqp:amqp-sequence:list': 0x76,
  'amqp:amqp-value:*': 0x77,
  'amqp:footer:map': 0x78,
};

/** Walks over the sections of an encoded message, decoding none of them. @throws MalformedMessageError */
export function* messageSections(message: Buffer): Generator<MessageSection> {
  let start = 0;
  while (start < message.length) {
    const value = valueAt(message, sectionValueAt(message, start));
    yield { code: sectionCodeAt(message, start), start, value };
    start = value.end;
  }
}

/** Where the value of the section at `start` begins. @throws MalformedMessageError when there is no section */
export function sectionValueAt(message: Buffer, start: number): number {
  if (byteAt(message, start) !== described) {
    throw new MalformedMessageError(`Byte ${start} begins no section: it is not a described value.`);
  }
  return byteAt(message, start + 1) === smallUlong ? start + 3 : valueAt(message, start + 1).end;
}

/** The descriptor of the section at `start`, one of `sectionCode` if it is known. @throws MalformedMessageError */
export function sectionCodeAt(message: Buffer, start: number): number {
  if (byteAt(message, start + 1) === smallUlong) return byteAt(message, start + 2);
  const { code, content, end } = valueAt(message, start + 1);
  if (code === ulong) return Number(message.readBigUInt64BE(content));
  const known = code === 0xa3 || code === 0xb3 ? symbolicCodes[message.toString('ascii', content, end)] : undefined;
  if (known === undefined) throw new MalformedMessageError('A section has an unknown descriptor.');
  return known;
}

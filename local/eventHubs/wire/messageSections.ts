import { byteAt, type EncodedValue, valueAt } from './decode.ts';
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
    if (byteAt(message, start) !== 0x00) {
      throw new MalformedMessageError(`Byte ${start} begins no section: it is not a described value.`);
    }
    const descriptor = valueAt(message, start + 1);
    const value = valueAt(message, descriptor.end);
    yield { code: codeOf(message, descriptor), start, value };
    start = value.end;
  }
}

function codeOf(message: Buffer, { code, content, end }: EncodedValue): number {
  if (code === 0x53) return byteAt(message, content);
  if (code === 0x80) return Number(message.readBigUInt64BE(content));
  const known = code === 0xa3 || code === 0xb3 ? symbolicCodes[message.toString('ascii', content, end)] : undefined;
  if (known === undefined) throw new MalformedMessageError('A section has an unknown descriptor.');
  return known;
}

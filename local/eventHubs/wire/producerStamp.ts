import { type EncodedValue, textOf, valueAt } from './decode.ts';
import type { EventSections } from './eventSections.ts';

/** Link properties and annotations of idempotent producers (azure-sdk-for-js, event-hubs/src/util/constants.ts). */
export const producerNames = {
  id: 'com.microsoft:producer-id',
  epoch: 'com.microsoft:producer-epoch',
  sequenceNumber: 'com.microsoft:producer-sequence-number',
} as const;

export const idempotentProducerCapability = 'com.microsoft:idempotent-producer';

/** What an event says of the idempotent producer that sent it; NaN where it says no number. */
export function producerStamp({ annotations, annotationItems }: EventSections): {
  readonly id: number;
  readonly epoch: number;
  readonly sequenceNumber: number;
} {
  const numbers = new Map<string, number>();
  let at = 0;
  for (let item = 0; item + 1 < annotationItems; item += 2) {
    const key = valueAt(annotations, at);
    const value = valueAt(annotations, key.end);
    numbers.set(textOf(annotations, key) ?? '', integerOf(annotations, value));
    at = value.end;
  }
  const numberOf = (name: string): number => numbers.get(name) ?? Number.NaN;
  return {
    id: numberOf(producerNames.id),
    epoch: numberOf(producerNames.epoch),
    sequenceNumber: numberOf(producerNames.sequenceNumber),
  };
}

/** Of a signed integer of any size; NaN for anything else (AMQP 1.0 part 1, section 1.6). */
function integerOf(buffer: Buffer, { code, content }: EncodedValue): number {
  switch (code) {
    case 0x51:
    case 0x54:
    case 0x55:
      return buffer.readInt8(content);
    case 0x61:
      return buffer.readInt16BE(content);
    case 0x71:
      return buffer.readInt32BE(content);
    case 0x81:
      return Number(buffer.readBigInt64BE(content));
    default:
      return Number.NaN;
  }
}

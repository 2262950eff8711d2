import type { EventSections } from '../../wire/eventSections.ts';
import { recordLength } from '../eventRecord.ts';
import type { ProducerState } from '../partitionLog.ts';
import { crc32 } from './crc32.ts';

/**
 * What one append leaves in a segment: a head of fixed size, then the records of its events. The head has a checksum of
 * its own, so that a damaged body can be stepped over; the body's makes an append whole or nothing.
 */
export interface FrameHead {
  /** Head and body. */
  readonly length: number;
  readonly events: number;
  /** Of the first event; of the next one to come when there is none. */
  readonly sequenceNumber: number;
  readonly producer: ProducerState | undefined;
}

/** Little endian, as everything here. */
const field = {
  magic: 0,
  length: 4,
  events: 8,
  bodyChecksum: 12,
  sequenceNumber: 16,
  producerId: 24,
  producerSequenceNumber: 32,
  producerEpoch: 40,
  headChecksum: 44,
};
export const frameHeadLength = 48;

/** Not found in text. */
export const frameMagic = Buffer.from([0xfe, 0xed, 0x0e, 0x0f]);

export function frameLength(events: readonly EventSections[]): number {
  let length = frameHeadLength;
  for (const sections of events) length += recordLength(sections);
  return length;
}

/** Writes the head at `at`, before a body that is there already. `salt` is what frames of one segment have in common. */
export function writeFrameHead(bytes: Buffer, at: number, head: FrameHead, salt: number): void {
  const { length, events, sequenceNumber, producer } = head;
  frameMagic.copy(bytes, at + field.magic);
  bytes.writeUInt32LE(length, at + field.length);
  bytes.writeUInt32LE(events, at + field.events);
  bytes.writeUInt32LE(crc32(bytes.subarray(at + frameHeadLength, at + length)), at + field.bodyChecksum);
  bytes.writeDoubleLE(sequenceNumber, at + field.sequenceNumber);
  bytes.writeDoubleLE(producer?.id ?? Number.NaN, at + field.producerId);
  bytes.writeDoubleLE(producer?.sequenceNumber ?? 0, at + field.producerSequenceNumber);
  bytes.writeInt32LE(producer?.epoch ?? 0, at + field.producerEpoch);
  bytes.writeUInt32LE(headChecksum(bytes, at, salt), at + field.headChecksum);
}

/** The head at `at`; undefined when none of this segment stands there whole. */
export function readFrameHead(bytes: Buffer, at: number, salt: number): FrameHead | undefined {
  if (at + frameHeadLength > bytes.length) return undefined;
  if (frameMagic.compare(bytes, at, at + frameMagic.length) !== 0) return undefined;
  if (bytes.readUInt32LE(at + field.headChecksum) !== headChecksum(bytes, at, salt)) return undefined;
  const id = bytes.readDoubleLE(at + field.producerId);
  return {
    length: bytes.readUInt32LE(at + field.length),
    events: bytes.readUInt32LE(at + field.events),
    sequenceNumber: bytes.readDoubleLE(at + field.sequenceNumber),
    producer: Number.isNaN(id)
      ? undefined
      : {
          id,
          sequenceNumber: bytes.readDoubleLE(at + field.producerSequenceNumber),
          epoch: bytes.readInt32LE(at + field.producerEpoch),
        },
  };
}

/** Whether the frame at `at`, of that length, holds what was written. */
export function isBodyWhole(bytes: Buffer, at: number, length: number): boolean {
  return crc32(bytes.subarray(at + frameHeadLength, at + length)) === bytes.readUInt32LE(at + field.bodyChecksum);
}

function headChecksum(bytes: Buffer, at: number, salt: number): number {
  return crc32(bytes.subarray(at, at + field.headChecksum), salt);
}

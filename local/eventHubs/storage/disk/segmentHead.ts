import type { LogCounters } from '../logCounters.ts';
import type { ProducerState } from '../partitionLog.ts';
import { StorageError } from '../storageError.ts';
import { crc32 } from './crc32.ts';

/**
 * What stands before the events of a segment: whose it is, and all that the log knew when the segment began. So counters
 * and producers outlive the events, and reopening needs only the last segment.
 */
export interface SegmentHead {
  readonly hub: HubIdentity;
  readonly partition: number;
  readonly counters: LogCounters;
  /** The segment before this one, when it was left: its first sequence number and its length in bytes. */
  readonly previous: { readonly sequenceNumber: number; readonly length: number } | undefined;
  readonly producers: readonly ProducerState[];
}

export interface HubIdentity {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

const magic = Buffer.from('TRBSEGM\n', 'latin1');
const formatVersion = 1;
/** Little endian, as everything here. */
const field = {
  version: 8,
  length: 12,
  hub: 16,
  createdAt: 32,
  sequenceNumber: 40,
  offset: 48,
  enqueuedTime: 56,
  nextOffset: 64,
  previousSequenceNumber: 72,
  previousLength: 80,
  partition: 88,
  producerCount: 92,
  producers: 96,
};
const producerLength = 20;
const checksumLength = 4;

/** The longest head: one with every producer that a log remembers, and some more. */
export const longestHead = 32 * 1024;

export function encodeSegmentHead({ hub, partition, counters, previous, producers }: SegmentHead): Buffer {
  const bytes = Buffer.alloc(field.producers + producers.length * producerLength + checksumLength);
  magic.copy(bytes);
  bytes.writeUInt32LE(formatVersion, field.version);
  bytes.writeUInt32LE(bytes.length, field.length);
  bytes.write(hub.id, field.hub, 'hex');
  bytes.writeDoubleLE(hub.createdAt, field.createdAt);
  bytes.writeDoubleLE(counters.last.sequenceNumber, field.sequenceNumber);
  bytes.writeDoubleLE(counters.last.offset, field.offset);
  bytes.writeDoubleLE(counters.last.enqueuedTime, field.enqueuedTime);
  bytes.writeDoubleLE(counters.nextOffset, field.nextOffset);
  bytes.writeDoubleLE(previous?.sequenceNumber ?? -1, field.previousSequenceNumber);
  bytes.writeDoubleLE(previous?.length ?? 0, field.previousLength);
  bytes.writeUInt32LE(partition, field.partition);
  bytes.writeUInt32LE(producers.length, field.producerCount);
  for (const [index, producer] of producers.entries())
    writeProducer(bytes, field.producers + index * producerLength, producer);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, -checksumLength)), bytes.length - checksumLength);
  return bytes;
}

/**
 * The head at the beginning of `bytes` and its length; undefined when it is not whole.
 * @throws StorageError when a later release wrote it
 */
export function parseSegmentHead(bytes: Buffer): { readonly head: SegmentHead; readonly length: number } | undefined {
  const length = bytes.length < field.producers ? 0 : bytes.readUInt32LE(field.length);
  if (length < field.producers + checksumLength || length > bytes.length) return undefined;
  const checksum = bytes.readUInt32LE(length - checksumLength);
  if (!bytes.subarray(0, magic.length).equals(magic)) return undefined;
  if (crc32(bytes.subarray(0, length - checksumLength)) !== checksum) return undefined;
  checkVersion(bytes.readUInt32LE(field.version));
  return { head: readHead(bytes), length };
}

function readHead(bytes: Buffer): SegmentHead {
  const previous = bytes.readDoubleLE(field.previousSequenceNumber);
  return {
    hub: {
      id: bytes.subarray(field.hub, field.createdAt).toString('hex'),
      createdAt: bytes.readDoubleLE(field.createdAt),
    },
    partition: bytes.readUInt32LE(field.partition),
    counters: {
      last: {
        sequenceNumber: bytes.readDoubleLE(field.sequenceNumber),
        offset: bytes.readDoubleLE(field.offset),
        enqueuedTime: bytes.readDoubleLE(field.enqueuedTime),
      },
      nextOffset: bytes.readDoubleLE(field.nextOffset),
    },
    previous: previous < 0 ? undefined : { sequenceNumber: previous, length: bytes.readDoubleLE(field.previousLength) },
    producers: Array.from({ length: bytes.readUInt32LE(field.producerCount) }, (_, index) =>
      readProducer(bytes, field.producers + index * producerLength),
    ),
  };
}

function writeProducer(bytes: Buffer, at: number, { id, sequenceNumber, epoch }: ProducerState): void {
  bytes.writeDoubleLE(id, at);
  bytes.writeDoubleLE(sequenceNumber, at + 8);
  bytes.writeInt32LE(epoch, at + 16);
}

function readProducer(bytes: Buffer, at: number): ProducerState {
  return {
    id: bytes.readDoubleLE(at),
    sequenceNumber: bytes.readDoubleLE(at + 8),
    epoch: bytes.readInt32LE(at + 16),
  };
}

function checkVersion(version: number): void {
  if (version === formatVersion) return;
  throw new StorageError(
    'unusable-folder',
    `A segment has format ${version}; this release reads format ${formatVersion}. Use the release that wrote it, or another data folder.`,
  );
}

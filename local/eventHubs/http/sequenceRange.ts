import type { PartitionLog } from '../storage/partitionLog.ts';

/** Sequence numbers of the oldest and the newest event; null in an empty partition. */
export interface SequenceRange {
  readonly firstSequenceNumber: number | null;
  readonly lastSequenceNumber: number | null;
}

export function sequenceRange({ beginSequenceNumber, last }: PartitionLog): SequenceRange {
  return beginSequenceNumber > last.sequenceNumber
    ? { firstSequenceNumber: null, lastSequenceNumber: null }
    : { firstSequenceNumber: beginSequenceNumber, lastSequenceNumber: last.sequenceNumber };
}

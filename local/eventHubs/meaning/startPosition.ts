import type { PartitionLog } from '../storage/partitionLog.ts';
import { badStart, type ServiceError } from './serviceError.ts';

/** Where a reader begins. Times are milliseconds since 1970. */
export type StartPosition =
  | { readonly at: 'earliest' }
  | { readonly at: 'latest' }
  | { readonly at: 'offset' | 'sequenceNumber' | 'enqueuedTime'; readonly value: number; readonly inclusive: boolean };

/**
 * The sequence number to begin with. A position beyond the log is refused, never moved: a checkpoint that outlived its
 * hub must be noticed (azure-event-hubs-emulator-installer, issue 58). One older than the log begins with the oldest.
 */
export async function resolveStart(start: StartPosition, log: PartitionLog): Promise<number | ServiceError> {
  const end = log.last.sequenceNumber + 1;
  switch (start.at) {
    case 'earliest':
      return log.beginSequenceNumber;
    case 'latest':
      return end;
    case 'enqueuedTime':
      return log.findEnqueuedTime(start.inclusive ? start.value : start.value + 1);
    case 'offset':
      if (start.value > log.last.offset) return badStart('offset', String(start.value), log.last.offset);
      return log.findOffset(start.inclusive ? start.value : start.value + 1);
    case 'sequenceNumber':
      if (start.value >= end) return badStart('sequence number', String(start.value), log.last.sequenceNumber);
      return Math.max(start.inclusive ? start.value : start.value + 1, log.beginSequenceNumber);
  }
}

import type { EventPosition } from '@azure/event-hubs';

/** Where a view begins; offset and sequence number mean the event that has them, a time those enqueued then or later. */
export type ViewStart =
  | 'earliest'
  | 'latest'
  | { readonly offset: string }
  | { readonly sequenceNumber: number }
  | { readonly enqueuedTime: Date };

/** Offsets and sequence numbers count within one partition, so these starts make sense for one partition only. */
export function needsPartition(start: ViewStart): boolean {
  return typeof start === 'object' && !('enqueuedTime' in start);
}

/** What the SDK calls this start, in a partition whose last event has that sequence number (undefined: it is empty). */
export function startPosition(start: ViewStart, lastSequenceNumber: number | undefined): EventPosition {
  if (start === 'earliest') return earliestPosition;
  // A number rather than "@latest", which would skip what arrives while a lost connection is made again.
  if (start === 'latest') return lastSequenceNumber === undefined ? earliestPosition : after(lastSequenceNumber);
  if ('offset' in start) return { offset: start.offset, isInclusive: true };
  if ('sequenceNumber' in start) return { sequenceNumber: start.sequenceNumber, isInclusive: true };
  // The service's filter has no inclusive form for times: x-opt-enqueued-time > 'MS'.
  return { enqueuedOn: start.enqueuedTime.getTime() - 1 };
}

/** Everything that the partition still holds. */
export const earliestPosition: EventPosition = { offset: '-1' };

/** What comes after the event with this sequence number. */
export function after(sequenceNumber: number): EventPosition {
  return { sequenceNumber, isInclusive: false };
}

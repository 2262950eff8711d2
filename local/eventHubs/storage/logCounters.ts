import type { EventPosition } from '../wire/eventMessage.ts';

/** Where a log stands: the newest event's place, kept when the event itself has left, and the next one's offset. */
export interface LogCounters {
  readonly last: EventPosition;
  readonly nextOffset: number;
}

export const countersOfNewLog: LogCounters = {
  last: { sequenceNumber: -1, offset: -1, enqueuedTime: 0 },
  nextOffset: 0,
};

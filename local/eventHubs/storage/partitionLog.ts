import type { EventPosition } from '../wire/eventMessage.ts';
import type { EventSections } from '../wire/eventSections.ts';

export interface StoredEvent {
  readonly position: EventPosition;
  readonly sections: EventSections;
}

export interface ReadLimits {
  readonly events: number;
  /** Reading stops after the event that reaches this sum; one event is always read. */
  readonly bytes: number;
}

/**
 * The events of one partition, in the order of their sequence numbers: 0, 1, 2, … without gaps. Offsets and enqueued
 * times never fall. Old events leave when the log's retention says so; counters never start again.
 */
export interface PartitionLog {
  /** Of the oldest event still kept; `last.sequenceNumber + 1` when none is. */
  readonly beginSequenceNumber: number;
  /** The newest event's place; -1, -1 and 0 before the first event. */
  readonly last: EventPosition;

  /**
   * Appends all or none, in a row, and copies what it keeps. Resolves once the events are as safe as this log makes
   * them; only then may the sender be told. Events are visible to readers at the latest then.
   */
  append(events: readonly EventSections[]): Promise<void>;

  /** Events from `sequenceNumber` on, or from the oldest one kept; none at the end of the log. */
  read(sequenceNumber: number, limits: ReadLimits): Promise<readonly StoredEvent[]>;

  /** Sequence number of the first event whose offset is at least this; the next one to come when there is none. */
  findOffset(offset: number): Promise<number>;

  /** Sequence number of the first event enqueued at this time or later (ms since 1970); the next one when there is none. */
  findEnqueuedTime(enqueuedTime: number): Promise<number>;

  /** Calls `listener` after each append, until the returned function is called. */
  onAppend(listener: () => void): () => void;
}

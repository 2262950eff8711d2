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

/** How far an idempotent producer has come in a partition. */
export interface ProducerState {
  readonly id: number;
  readonly epoch: number;
  /** The producer's own, of the last event it published here. */
  readonly sequenceNumber: number;
  /** Of the first event of its last append; a log need not know it any more after a restart. */
  readonly firstSequenceNumber?: number;
}

/**
 * The events of one partition, in the order of their sequence numbers: 0, 1, 2, … without gaps. Offsets and enqueued
 * times never fall. Old events leave when the log's retention says so; counters never start again.
 */
export interface PartitionLog {
  /** Of the oldest event still kept; `last.sequenceNumber + 1` when none is. */
  readonly beginSequenceNumber: number;
  /** When the oldest event still kept was enqueued, in milliseconds since 1970; undefined when none is. */
  readonly beginEnqueuedTime: number | undefined;
  /** The newest event's place; -1, -1 and 0 before the first event. */
  readonly last: EventPosition;
  /** What the kept events take up, in memory or on disk. */
  readonly storedBytes: number;

  /**
   * Appends all or none, in a row, and copies what it keeps. Resolves once the events are as safe as this log makes
   * them; only then may the sender be told. Events are visible to readers at the latest then. With `producer`, that
   * producer's state is kept with the events, all or none as well; without events only the state is kept.
   * Appends are taken in the order of their calls: one that resolves says that all before it are safe.
   * @throws StorageError when they cannot be stored; nothing of them is kept then, and sending again may succeed.
   */
  append(events: readonly EventSections[], producer?: ProducerState): Promise<void>;

  /**
   * The state that the last append with this id gave, also one that is not safe yet. The log remembers a bounded number
   * of producers and forgets those first that have been silent for longest.
   */
  producer(id: number): ProducerState | undefined;

  /**
   * Events from `sequenceNumber` on, or from the oldest one kept; none at the end of the log.
   * @throws StorageError when the next event is damaged or cannot be read
   */
  read(sequenceNumber: number, limits: ReadLimits): Promise<readonly StoredEvent[]>;

  /** Sequence number of the first event whose offset is at least this; the next one to come when there is none. */
  findOffset(offset: number): Promise<number>;

  /** Sequence number of the first event enqueued at this time or later (ms since 1970); the next one when there is none. */
  findEnqueuedTime(enqueuedTime: number): Promise<number>;

  /** Calls `listener` after each append of events, until the returned function is called. */
  onAppend(listener: () => void): () => void;
}

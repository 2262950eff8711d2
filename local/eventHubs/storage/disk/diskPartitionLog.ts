import type { EventPosition } from '../../wire/eventMessage.ts';
import type { EventSections } from '../../wire/eventSections.ts';
import { sectionsLength } from '../../wire/eventSections.ts';
import { AppendListeners } from '../appendListeners.ts';
import type { EventBlock } from '../eventBlock.ts';
import type { PartitionLog, ProducerState, ReadLimits, StoredEvent } from '../partitionLog.ts';
import { StorageError } from '../storageError.ts';
import { frameLength } from './appendFrame.ts';
import type { DiskSegment } from './diskSegment.ts';
import { GroupWriter, type WriteGroup } from './groupWriter.ts';
import { LogProgress } from './logProgress.ts';
import type { LogState } from './newSegment.ts';
import type { PartitionSegments } from './partitionSegments.ts';
import { SegmentTail } from './segmentTail.ts';
import { systemCode } from './systemCode.ts';
import { writeFailed } from './writeFailed.ts';

export interface DiskPartitionLogParts {
  readonly segments: PartitionSegments;
  readonly state: LogState;
  readonly clock: () => number;
  readonly log: (line: string) => void;
}

/** A partition in segment files. */
export class DiskPartitionLog implements PartitionLog {
  readonly #segments: PartitionSegments;
  readonly #clock: () => number;
  readonly #log: (line: string) => void;
  readonly #progress: LogProgress;
  readonly #writer: GroupWriter;
  readonly #listeners: AppendListeners;
  #tail: SegmentTail;
  #isRefusing = false;
  #closed: Promise<void> | undefined;

  constructor({ segments, state, clock, log }: DiskPartitionLogParts) {
    this.#segments = segments;
    this.#clock = clock;
    this.#log = log;
    this.#listeners = new AppendListeners(log);
    this.#progress = new LogProgress(state);
    this.#tail = new SegmentTail(segments.last);
    this.#writer = new GroupWriter({
      onWritten: (group) => this.#publish(group),
      onFailed: (error) => this.#rewind(error),
    });
  }

  get beginSequenceNumber(): number {
    return this.#segments.first.parts.start.sequenceNumber;
  }

  get beginEnqueuedTime(): number | undefined {
    return this.beginSequenceNumber > this.last.sequenceNumber ? undefined : this.#segments.first.firstEnqueuedTime;
  }

  get last(): EventPosition {
    return this.#progress.written.last;
  }

  get storedBytes(): number {
    return this.#segments.bytes;
  }

  producer(id: number): ProducerState | undefined {
    return this.#progress.producer(id);
  }

  async append(events: readonly EventSections[], producer?: ProducerState): Promise<void> {
    this.#checkOpen();
    if (events.length === 0 && !producer) return this.#writeWaiting();
    const now = Math.floor(this.#clock());
    const length = frameLength(events);
    if (this.#segments.isFull(length, now)) this.#roll();
    const { counters } = this.#progress;
    // A clock may be set back; enqueued times never are, since readers search by them.
    const enqueuedTime = Math.max(now, counters.last.enqueuedTime);
    const frame = this.#tail.lay({ events, producer, length, enqueuedTime }, counters);
    this.#progress.ask(frame.counters, producer);
    return this.#writer.write(this.#tail.segment, frame, frame.counters, producer);
  }

  async read(sequenceNumber: number, limits: ReadLimits): Promise<readonly StoredEvent[]> {
    this.#checkOpen();
    const found: StoredEvent[] = [];
    let bytes = 0;
    let next = Math.max(sequenceNumber, this.beginSequenceNumber);
    while (next <= this.last.sequenceNumber && found.length < limits.events && bytes < limits.bytes) {
      // What was found before something unreadable is handed out first; the next read says what is wrong.
      const block = this.#segments.blockInMemory(next) ?? (await this.#block(next, found.length > 0));
      if (!block && found.length > 0) break;
      next = Math.max(next, this.beginSequenceNumber);
      if (!block) continue;
      const { sequenceNumber: end } = this.last;
      while (next <= end && found.length < limits.events && bytes < limits.bytes) {
        const event = block.at(next);
        if (!event) break;
        found.push(event);
        bytes += sectionsLength(event.sections);
        next += 1;
      }
    }
    return found;
  }

  findOffset(offset: number): Promise<number> {
    return this.#find(
      ({ parts }) => parts.start.offset <= offset,
      (position) => position.offset >= offset,
    );
  }

  findEnqueuedTime(enqueuedTime: number): Promise<number> {
    return this.#find(
      ({ timeBefore }) => timeBefore < enqueuedTime,
      (position) => position.enqueuedTime >= enqueuedTime,
    );
  }

  onAppend(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Drops what retention no longer keeps; without traffic, too, when called from time to time. */
  async applyRetention(): Promise<void> {
    if (this.#closed) return;
    const now = this.#clock();
    if (this.#writer.isIdle && this.#segments.hasOnlyExpired(this.last.enqueuedTime, now)) {
      this.#roll();
      // When that fails it has been said, and is tried again next time.
      await this.#writeWaiting().catch(() => undefined);
    }
    this.#segments.dropLeaving(now);
    await this.#segments.deleteLeaving();
  }

  /** Finishes what is being written and read, and lets go of all files. */
  close(): Promise<void> {
    this.#closed ??= this.#writer.untilIdle().then(() => this.#segments.close());
    return this.#closed;
  }

  #checkOpen(): void {
    if (this.#closed) throw new StorageError('closed', 'The emulator is stopping. Connect again when it has started.');
  }

  /** Resolves when the last segment's file is there and all is written that was asked before. */
  #writeWaiting(): Promise<void> {
    return this.#writer.write(this.#tail.segment, undefined, this.#progress.counters);
  }

  #roll(): void {
    this.#segments.begin(this.#progress.asked);
    this.#tail = new SegmentTail(this.#segments.last);
  }

  #publish({ segment, parts, producers, counters }: WriteGroup): void {
    const frame = parts.at(-1);
    if (frame) segment.markWritten(frame.stretch.position + frame.to, counters.last.sequenceNumber + 1);
    const hasEvents = counters.last.sequenceNumber > this.last.sequenceNumber;
    this.#progress.markWritten(counters, producers);
    if (this.#isRefusing) this.#log(`Events are written to ${segment.parts.path} again.`);
    this.#isRefusing = false;
    if (this.#segments.dropLeaving(counters.last.enqueuedTime)) void this.#segments.deleteLeaving();
    if (hasEvents) this.#listeners.tell();
  }

  /** Goes back to what is written: none of the rest was accepted. */
  #rewind(cause: unknown): StorageError {
    this.#progress.rewind();
    this.#segments.rewind();
    this.#tail = new SegmentTail(this.#segments.last);
    const { path } = this.#segments.last.parts;
    if (!this.#isRefusing)
      this.#log(`Events cannot be written to ${path} (${systemCode(cause)}). Senders are refused.`);
    this.#isRefusing = true;
    return writeFailed(cause);
  }

  /** The block with an event, from its file. Undefined when retention took it meanwhile, or with `patient` when it fails. */
  async #block(sequenceNumber: number, patient: boolean): Promise<EventBlock | undefined> {
    try {
      return await this.#segments.block(sequenceNumber);
    } catch (error) {
      if (patient || sequenceNumber < this.beginSequenceNumber) return undefined;
      throw error;
    }
  }

  /** Looks in the last segment that cannot be passed over, which the events before the one that `reaches` lead to. */
  async #find(
    mayPrecede: (segment: DiskSegment) => boolean,
    reaches: (position: EventPosition) => boolean,
  ): Promise<number> {
    this.#checkOpen();
    const segment = this.#segments.lastThat(mayPrecede);
    try {
      const found = (await segment.find(reaches)) ?? segment.endSequenceNumber ?? Infinity;
      return Math.max(Math.min(found, this.last.sequenceNumber + 1), this.beginSequenceNumber);
    } catch (error) {
      if (segment.parts.start.sequenceNumber >= this.beginSequenceNumber) throw error;
      // Retention took the segment meanwhile.
      return this.#find(mayPrecede, reaches);
    }
  }
}

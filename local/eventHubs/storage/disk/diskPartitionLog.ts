import type { EventPosition } from '../../wire/eventMessage.ts';
import type { EventSections } from '../../wire/eventSections.ts';
import { sectionsLength } from '../../wire/eventSections.ts';
import type { EventBlock } from '../eventBlock.ts';
import type { LogCounters } from '../logCounters.ts';
import type { PartitionLog, ProducerState, ReadLimits, StoredEvent } from '../partitionLog.ts';
import { ProducerStates } from '../producerStates.ts';
import { StorageError } from '../storageError.ts';
import { frameLength } from './appendFrame.ts';
import type { DiskSegment } from './diskSegment.ts';
import { GroupWriter, type WriteGroup } from './groupWriter.ts';
import type { PartitionSegments } from './partitionSegments.ts';
import { SegmentTail } from './segmentTail.ts';
import { systemCode } from './systemCode.ts';

export interface DiskPartitionLogParts {
  readonly segments: PartitionSegments;
  readonly counters: LogCounters;
  readonly producers: readonly ProducerState[];
  readonly clock: () => number;
  readonly log: (line: string) => void;
}

/** A partition in segment files. */
export class DiskPartitionLog implements PartitionLog {
  readonly #parts: DiskPartitionLogParts;
  readonly #segments: PartitionSegments;
  readonly #writer: GroupWriter;
  readonly #listeners = new Set<() => void>();
  #tail: SegmentTail;
  /** With what is being written. */
  #counters: LogCounters;
  #producers: ProducerStates;
  /** Without. */
  #written: LogCounters;
  readonly #writtenProducers: ProducerStates;
  #closed: Promise<void> | undefined;

  constructor(parts: DiskPartitionLogParts) {
    this.#parts = parts;
    this.#segments = parts.segments;
    this.#tail = new SegmentTail(parts.segments.last);
    this.#counters = parts.counters;
    this.#written = parts.counters;
    this.#producers = new ProducerStates(parts.producers);
    this.#writtenProducers = new ProducerStates(parts.producers);
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
    return this.#written.last;
  }

  get storedBytes(): number {
    return this.#segments.bytes;
  }

  producer(id: number): ProducerState | undefined {
    return this.#producers.get(id);
  }

  async append(events: readonly EventSections[], producer?: ProducerState): Promise<void> {
    this.#checkOpen();
    if (events.length === 0 && !producer) return this.#writer.write(this.#tail.segment, undefined, this.#counters);
    const now = Math.floor(this.#parts.clock());
    this.#rollIfDue(frameLength(events), now);
    // A clock may be set back; enqueued times never are, since readers search by them.
    const enqueuedTime = Math.max(now, this.#counters.last.enqueuedTime);
    const frame = this.#tail.lay(events, producer, this.#counters, enqueuedTime);
    this.#counters = frame.counters;
    if (producer) this.#producers.set(producer);
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
      if (!block) break;
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
    const segment = this.#segments.lastThat(({ parts }) => parts.start.offset <= offset);
    return this.#find(segment, (position) => position.offset >= offset);
  }

  findEnqueuedTime(enqueuedTime: number): Promise<number> {
    const segment = this.#segments.lastThat(({ timeBefore }) => timeBefore < enqueuedTime);
    return this.#find(segment, (position) => position.enqueuedTime >= enqueuedTime);
  }

  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Drops what retention no longer keeps; without traffic, too, when called from time to time. */
  async applyRetention(): Promise<void> {
    if (this.#closed) return;
    const now = this.#parts.clock();
    if (this.#writer.isIdle && this.#segments.hasOnlyExpired(this.last.enqueuedTime, now)) {
      this.#roll();
      await this.#writer.write(this.#tail.segment, undefined, this.#counters);
    }
    await this.#segments.dropLeaving(now);
  }

  /** Finishes what is being written and read, and lets go of all files. */
  close(): Promise<void> {
    this.#closed ??= this.#writer.untilIdle().then(() => this.#segments.close());
    return this.#closed;
  }

  #checkOpen(): void {
    if (this.#closed) throw new StorageError('closed', 'The emulator is stopping. Connect again when it has started.');
  }

  #rollIfDue(length: number, now: number): void {
    if (this.#segments.isFull(length, now)) this.#roll();
  }

  #roll(): void {
    this.#segments.begin(this.#counters, this.#producers.all());
    this.#tail = new SegmentTail(this.#segments.last);
  }

  #publish({ segment, parts, producers, counters }: WriteGroup): void {
    const frame = parts.at(-1);
    if (frame) segment.markWritten(frame.stretch.position + frame.to, counters.last.sequenceNumber + 1);
    for (const producer of producers) this.#writtenProducers.set(producer);
    const hasEvents = counters.last.sequenceNumber > this.#written.last.sequenceNumber;
    this.#written = counters;
    void this.#segments.dropLeaving(counters.last.enqueuedTime);
    if (hasEvents) for (const listener of this.#listeners) listener();
  }

  /** Goes back to what is written: none of the rest was accepted. */
  #rewind(cause: unknown): StorageError {
    this.#counters = this.#written;
    this.#producers = new ProducerStates(this.#writtenProducers.all());
    this.#segments.rewind();
    this.#tail = new SegmentTail(this.#segments.last);
    const code = systemCode(cause);
    this.#parts.log(`Events cannot be written to ${this.#segments.last.parts.path} (${code}). Senders are refused.`);
    return new StorageError('write-failed', `The events cannot be stored (${code}). ${wayOut(code)}`, { cause });
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

  async #find(segment: DiskSegment, reaches: (position: EventPosition) => boolean): Promise<number> {
    const found = (await segment.find(reaches)) ?? segment.endSequenceNumber ?? Number.POSITIVE_INFINITY;
    return Math.max(Math.min(found, this.last.sequenceNumber + 1), this.beginSequenceNumber);
  }
}

function wayOut(code: string): string {
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? 'Free space on the disk of the data folder and send again.'
    : 'Send again.';
}

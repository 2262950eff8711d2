import type { Retention } from '../options.ts';
import type { EventPosition } from '../wire/eventMessage.ts';
import { type EventSections, sectionsLength } from '../wire/eventSections.ts';
import { AppendListeners } from './appendListeners.ts';
import { EventBlock } from './eventBlock.ts';
import { offsetAfter } from './eventOffset.ts';
import { recordLength } from './eventRecord.ts';
import type { PartitionLog, ProducerState, ReadLimits, StoredEvent } from './partitionLog.ts';
import { ProducerStates } from './producerStates.ts';

const largestSegment = 1024 * 1024;
const segmentsInRetention = 16;

/** A partition that lives as long as the process. */
export class MemoryPartitionLog implements PartitionLog {
  readonly #clock: () => number;
  readonly #retention: Retention;
  readonly #segmentSize: number;
  readonly #segments: EventBlock[] = [];
  readonly #listeners: AppendListeners;
  readonly #producers = new ProducerStates();
  #keptBytes = 0;
  #nextOffset = 0;
  #last: EventPosition = { sequenceNumber: -1, offset: -1, enqueuedTime: 0 };

  /** `clock` gives milliseconds since 1970. */
  constructor(
    clock: () => number,
    retentionBytes: number,
    retentionMs = Number.POSITIVE_INFINITY,
    log: (line: string) => void = () => undefined,
  ) {
    this.#clock = clock;
    this.#listeners = new AppendListeners(log);
    this.#retention = { bytes: retentionBytes, milliseconds: retentionMs };
    this.#segmentSize = Math.min(largestSegment, Math.ceil(retentionBytes / segmentsInRetention));
  }

  get beginSequenceNumber(): number {
    return this.#segments[0]?.firstSequenceNumber ?? this.#last.sequenceNumber + 1;
  }

  get beginEnqueuedTime(): number | undefined {
    return this.#segments[0]?.at(this.beginSequenceNumber)?.position.enqueuedTime;
  }

  get last(): EventPosition {
    return this.#last;
  }

  get storedBytes(): number {
    return this.#segments.reduce((sum, { used }) => sum + used, 0);
  }

  append(events: readonly EventSections[], producer?: ProducerState): Promise<void> {
    if (producer) this.#producers.set(producer);
    if (events.length === 0) return Promise.resolve();
    // A clock may be set back; enqueued times never are, since readers search by them.
    const enqueuedTime = Math.max(Math.floor(this.#clock()), this.#last.enqueuedTime);
    for (const sections of events) this.#store(sections, enqueuedTime);
    this.applyRetention(enqueuedTime);
    this.#listeners.tell();
    return Promise.resolve();
  }

  producer(id: number): ProducerState | undefined {
    return this.#producers.get(id);
  }

  read(sequenceNumber: number, limits: ReadLimits): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    let bytes = 0;
    let next = Math.max(sequenceNumber, this.beginSequenceNumber);
    let segment = this.#segmentOf(next);
    while (segment && found.length < limits.events && bytes < limits.bytes) {
      const event = segment.at(next);
      if (!event) break;
      found.push(event);
      bytes += sectionsLength(event.sections);
      next += 1;
      if (next === segment.endSequenceNumber) segment = this.#segmentOf(next);
    }
    return Promise.resolve(found);
  }

  findOffset(offset: number): Promise<number> {
    return Promise.resolve(this.#find((position) => position.offset >= offset));
  }

  findEnqueuedTime(enqueuedTime: number): Promise<number> {
    return Promise.resolve(this.#find((position) => position.enqueuedTime >= enqueuedTime));
  }

  onAppend(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Gives up the oldest segments; without traffic, too, when called from time to time. */
  applyRetention(now = this.#clock()): void {
    const oldest = now - this.#retention.milliseconds;
    for (let first = this.#segments[0]; first; first = this.#segments[0]) {
      const isExpired = (first.at(first.endSequenceNumber - 1)?.position.enqueuedTime ?? 0) < oldest;
      const isExcess = this.#keptBytes > this.#retention.bytes && this.#segments.length > 1;
      if (!isExpired && !isExcess) return;
      this.#segments.shift();
      this.#keptBytes -= first.bytes.length;
    }
  }

  #store(sections: EventSections, enqueuedTime: number): void {
    const position = { sequenceNumber: this.#last.sequenceNumber + 1, offset: this.#nextOffset, enqueuedTime };
    this.#segmentWithRoom(sections, position.sequenceNumber).append(sections, position);
    this.#nextOffset = offsetAfter(this.#nextOffset, sections);
    this.#last = position;
  }

  #segmentWithRoom(sections: EventSections, sequenceNumber: number): EventBlock {
    const current = this.#segments.at(-1);
    if (current?.hasRoomFor(recordLength(sections))) return current;
    const segment = EventBlock.withRoom(sequenceNumber, Math.max(this.#segmentSize, recordLength(sections)));
    this.#segments.push(segment);
    this.#keptBytes += segment.bytes.length;
    return segment;
  }

  #segmentOf(sequenceNumber: number): EventBlock | undefined {
    return this.#segments.findLast((segment) => segment.firstSequenceNumber <= sequenceNumber);
  }

  #find(reaches: (position: EventPosition) => boolean): number {
    for (const segment of this.#segments) {
      const found = segment.find(reaches);
      if (found < segment.endSequenceNumber) return found;
    }
    return this.#last.sequenceNumber + 1;
  }
}

import type { EventPosition } from '../wire/eventMessage.ts';
import type { EventSections } from '../wire/eventSections.ts';
import { readPosition, readRecord, recordLength, writeRecord } from './eventRecord.ts';
import type { StoredEvent } from './partitionLog.ts';

/**
 * A run of events in one piece of memory, filled once from front to back and given up as a whole. What was read from it
 * are views; they stay true, since nothing is written twice.
 */
export class EventBlock {
  readonly firstSequenceNumber: number;
  readonly bytes: Buffer;
  readonly #starts: number[] = [];
  #used = 0;

  constructor(firstSequenceNumber: number, bytes: Buffer) {
    this.firstSequenceNumber = firstSequenceNumber;
    this.bytes = bytes;
  }

  /** Room for so many bytes, not from Node's pool, and not zeroed: pages that no event reaches cost nothing. */
  static withRoom(firstSequenceNumber: number, size: number): EventBlock {
    return new EventBlock(firstSequenceNumber, Buffer.allocUnsafeSlow(size));
  }

  get used(): number {
    return this.#used;
  }

  get endSequenceNumber(): number {
    return this.firstSequenceNumber + this.#starts.length;
  }

  hasRoomFor(length: number): boolean {
    return this.#used + length <= this.bytes.length;
  }

  /** Leaves room for something between events; returns where. */
  skip(length: number): number {
    this.#used += length;
    return this.#used - length;
  }

  append(sections: EventSections, position: EventPosition): void {
    writeRecord(this.bytes, this.#used, sections, position);
    this.#starts.push(this.#used);
    this.#used += recordLength(sections);
  }

  /** Takes up a record that already stands at the end of what is used. */
  adopt(length: number): void {
    this.#starts.push(this.#used);
    this.#used += length;
  }

  /** The event of that sequence number; undefined when it is not in this block. */
  at(sequenceNumber: number): StoredEvent | undefined {
    const start = this.#starts[sequenceNumber - this.firstSequenceNumber];
    return start === undefined ? undefined : readRecord(this.bytes, start);
  }

  /** Sequence number of the first event that `reaches`, a test that stays true once true; the end when none does. */
  find(reaches: (position: EventPosition) => boolean): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (reaches(readPosition(this.bytes, this.#starts[middle] ?? 0))) high = middle;
      else low = middle + 1;
    }
    return this.firstSequenceNumber + low;
  }
}

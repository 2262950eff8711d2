import type { EventPosition } from '../wire/eventMessage.ts';
import type { EventSections } from '../wire/eventSections.ts';
import { readPosition, readRecord, recordLength, writeRecord } from './eventRecord.ts';
import type { StoredEvent } from './partitionLog.ts';

/** A run of events in one block of memory, filled once from front to back and given up as a whole. */
export class Segment {
  readonly firstSequenceNumber: number;
  readonly #bytes: Buffer;
  readonly #starts: number[] = [];
  #used = 0;

  constructor(firstSequenceNumber: number, size: number) {
    this.firstSequenceNumber = firstSequenceNumber;
    // Not from Node's pool, and not zeroed: pages that no event reaches cost nothing.
    this.#bytes = Buffer.allocUnsafeSlow(size);
  }

  get size(): number {
    return this.#bytes.length;
  }

  get endSequenceNumber(): number {
    return this.firstSequenceNumber + this.#starts.length;
  }

  hasRoomFor(sections: EventSections): boolean {
    return this.#used + recordLength(sections) <= this.#bytes.length;
  }

  append(sections: EventSections, position: EventPosition): void {
    writeRecord(this.#bytes, this.#used, sections, position);
    this.#starts.push(this.#used);
    this.#used += recordLength(sections);
  }

  /** The event of that sequence number; undefined when it is not in this segment. */
  at(sequenceNumber: number): StoredEvent | undefined {
    const start = this.#starts[sequenceNumber - this.firstSequenceNumber];
    return start === undefined ? undefined : readRecord(this.#bytes, start);
  }

  /** Sequence number of the first event that `reaches`, a test that stays true once true; the end when none does. */
  find(reaches: (position: EventPosition) => boolean): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (reaches(readPosition(this.#bytes, this.#starts[middle] ?? 0))) high = middle;
      else low = middle + 1;
    }
    return this.firstSequenceNumber + low;
  }
}

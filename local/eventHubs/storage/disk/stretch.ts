import type { EventPosition } from '../../wire/eventMessage.ts';
import type { EventBlock } from '../eventBlock.ts';
import type { BlockHolder } from './blockCache.ts';

export interface StretchStart {
  readonly position: number;
  readonly firstSequenceNumber: number;
}

/** A part of a segment file: frames that are read as one block, or a place where none can be read. */
export class Stretch implements BlockHolder {
  readonly position: number;
  readonly firstSequenceNumber: number;
  readonly damaged: boolean;
  /** Of the event behind the last; where a damaged stretch ends its file that is not known, then infinite. */
  endSequenceNumber: number;
  length = 0;
  /** Where its first event stands; undefined when it has none. */
  first: EventPosition | undefined;
  block: EventBlock | undefined;
  /** Less than nothing until the first write: a block that was just made must not be given up. */
  #written = { length: -1, endSequenceNumber: 0 };

  private constructor({ position, firstSequenceNumber }: StretchStart, damaged: boolean) {
    this.position = position;
    this.firstSequenceNumber = firstSequenceNumber;
    this.endSequenceNumber = firstSequenceNumber;
    this.damaged = damaged;
  }

  /** One that will grow with `block`. */
  static open(start: StretchStart): Stretch {
    return new Stretch(start, false);
  }

  /** One that was read from its file. */
  static read(start: StretchStart, block: EventBlock): Stretch {
    const stretch = new Stretch(start, false);
    stretch.grow(block);
    stretch.markWritten(stretch.end, stretch.endSequenceNumber);
    return stretch;
  }

  static damaged(start: StretchStart, length: number, endSequenceNumber: number): Stretch {
    const stretch = new Stretch(start, true);
    stretch.length = length;
    stretch.endSequenceNumber = endSequenceNumber;
    stretch.markWritten(stretch.end, endSequenceNumber);
    return stretch;
  }

  get end(): number {
    return this.position + this.length;
  }

  get isPinned(): boolean {
    return this.#written.length < this.length;
  }

  has(sequenceNumber: number): boolean {
    return this.firstSequenceNumber <= sequenceNumber && sequenceNumber < this.endSequenceNumber;
  }

  /** Takes note of what was added to its block. */
  grow(block: EventBlock): void {
    this.length = block.used;
    this.endSequenceNumber = block.endSequenceNumber;
    this.first ??= block.at(block.firstSequenceNumber)?.position;
  }

  /** All of the segment before `position` is in the file; `sequenceNumber` is the next event's there. */
  markWritten(position: number, sequenceNumber: number): void {
    this.#written = {
      length: Math.min(this.length, position - this.position),
      endSequenceNumber: Math.min(this.endSequenceNumber, sequenceNumber),
    };
  }

  /** Forgets what is not in the file. */
  rewind(): void {
    this.length = this.#written.length;
    this.endSequenceNumber = this.#written.endSequenceNumber;
    if (this.endSequenceNumber === this.firstSequenceNumber) this.first = undefined;
  }
}

import type { EventSections } from '../../wire/eventSections.ts';
import { EventBlock } from '../eventBlock.ts';
import { offsetAfter } from '../eventOffset.ts';
import type { LogCounters } from '../logCounters.ts';
import type { ProducerState } from '../partitionLog.ts';
import { frameHeadLength, writeFrameHead } from './appendFrame.ts';
import type { DiskSegment } from './diskSegment.ts';
import { Stretch } from './stretch.ts';

/** What comes in at once mostly fits; larger appends get a block of their own size. */
const blockBytes = 256 * 1024;

/** An append laid down in memory: the frame's bytes, and where the log stands after it. */
export interface LaidFrame {
  readonly stretch: Stretch;
  readonly block: EventBlock;
  /** In the block. */
  readonly from: number;
  readonly to: number;
  readonly counters: LogCounters;
}

export interface Append {
  readonly events: readonly EventSections[];
  readonly producer: ProducerState | undefined;
  /** Of its frame. */
  readonly length: number;
  readonly enqueuedTime: number;
}

/** Lays appends down behind the end of a segment, in blocks of memory that are written and read as they are. */
export class SegmentTail {
  readonly segment: DiskSegment;
  #stretch: Stretch | undefined;

  constructor(segment: DiskSegment) {
    this.segment = segment;
  }

  lay({ events, producer, length, enqueuedTime }: Append, counters: LogCounters): LaidFrame {
    const { segment } = this;
    const sequenceNumber = counters.last.sequenceNumber + 1;
    const { stretch, block } = this.#room(length, sequenceNumber);
    const from = block.skip(frameHeadLength);
    const after = appendAll(block, events, counters, enqueuedTime);
    writeFrameHead(block.bytes, from, { length, events: events.length, sequenceNumber, producer }, segment.parts.salt);
    stretch.grow(block);
    segment.length += length;
    if (events.length > 0) segment.firstEnqueuedTime ??= enqueuedTime;
    return { stretch, block, from, to: block.used, counters: after };
  }

  /** The present block if it has room and was not given up by the cache, else a new one. */
  #room(length: number, firstSequenceNumber: number): { stretch: Stretch; block: EventBlock } {
    const { segment } = this;
    const { cache } = segment.parts;
    const current = this.#stretch?.block;
    if (this.#stretch && current?.hasRoomFor(length)) {
      cache.use(this.#stretch);
      return { stretch: this.#stretch, block: current };
    }
    const stretch = Stretch.open({ position: segment.length, firstSequenceNumber });
    const block = EventBlock.withRoom(firstSequenceNumber, Math.max(blockBytes, length));
    segment.stretches.push(stretch);
    cache.hold(stretch, block);
    this.#stretch = stretch;
    return { stretch, block };
  }
}

function appendAll(
  block: EventBlock,
  events: readonly EventSections[],
  counters: LogCounters,
  enqueuedTime: number,
): LogCounters {
  let { last, nextOffset } = counters;
  for (const sections of events) {
    last = { sequenceNumber: last.sequenceNumber + 1, offset: nextOffset, enqueuedTime };
    block.append(sections, last);
    nextOffset = offsetAfter(nextOffset, sections);
  }
  return { last, nextOffset };
}

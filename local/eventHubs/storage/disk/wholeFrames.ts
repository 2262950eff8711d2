import { EventBlock } from '../eventBlock.ts';
import type { ProducerState } from '../partitionLog.ts';
import { frameHeadLength, isBodyWhole, readFrameHead } from './appendFrame.ts';

export interface WholeFrames {
  readonly block: EventBlock;
  /** In the order in which they were written. */
  readonly producers: readonly ProducerState[];
  /** How many bytes a frame needs of which only the beginning is here; 0 when there is none such. */
  readonly needed: number;
}

/** Takes up the frames at the beginning of `bytes`, up to the first that is cut off, damaged or out of turn. */
export function wholeFrames(bytes: Buffer, sequenceNumber: number, salt: number): WholeFrames {
  const block = new EventBlock(sequenceNumber, bytes);
  const producers: ProducerState[] = [];
  for (;;) {
    const at = block.used;
    const head = readFrameHead(bytes, at, salt);
    if (head?.sequenceNumber !== block.endSequenceNumber) return { block, producers, needed: 0 };
    if (at + head.length > bytes.length) return { block, producers, needed: head.length };
    if (!isBodyWhole(bytes, at, head.length)) return { block, producers, needed: 0 };
    if (head.producer) producers.push(head.producer);
    adoptRecords(block, head.events);
  }
}

function adoptRecords(block: EventBlock, events: number): void {
  block.skip(frameHeadLength);
  for (let event = 0; event < events; event++) block.adopt(block.bytes.readUInt32LE(block.used));
}

import type { EventBlock } from '../eventBlock.ts';
import type { ProducerState } from '../partitionLog.ts';
import { findWholeFrame } from './findWholeFrame.ts';
import { readBytes } from './readBytes.ts';
import type { SegmentFile } from './segmentFiles.ts';
import { Stretch } from './stretch.ts';
import { type WholeFrames, wholeFrames } from './wholeFrames.ts';

/** A reader that is far behind reads this much at once. */
const blockBytes = 1024 * 1024;

export interface StretchPlace {
  readonly position: number;
  /** Where the segment's bytes end. */
  readonly end: number;
  /** Of the event that is expected there. */
  readonly sequenceNumber: number;
  readonly salt: number;
}

export interface ReadStretch {
  readonly stretch: Stretch;
  /** Undefined when damaged. */
  readonly block: EventBlock | undefined;
  readonly producers: readonly ProducerState[];
}

/** Reads what stands at a place of a segment: frames as far as one block reaches, or damage up to the next whole frame. */
export async function readStretch(file: SegmentFile, place: StretchPlace): Promise<ReadStretch> {
  const { position, sequenceNumber } = place;
  const { block, producers } = await framesAt(file, place);
  if (block.used === 0) return { stretch: await damagedStretch(file, place), block: undefined, producers };
  const stretch = Stretch.read({ position, firstSequenceNumber: sequenceNumber }, block);
  return { stretch, block, producers };
}

async function framesAt(
  file: SegmentFile,
  { position, end, sequenceNumber, salt }: StretchPlace,
): Promise<WholeFrames> {
  const bytes = await readBytes(file, position, Math.min(position + blockBytes, end));
  const frames = wholeFrames(bytes, sequenceNumber, salt);
  if (frames.block.used > 0 || frames.needed === 0 || position + frames.needed > end) return frames;
  return wholeFrames(await readBytes(file, position, position + frames.needed), sequenceNumber, salt);
}

async function damagedStretch(file: SegmentFile, place: StretchPlace): Promise<Stretch> {
  const { position, end, sequenceNumber, salt } = place;
  const next = await findWholeFrame(file, { from: position, to: end, sequenceNumber, salt });
  const start = { position, firstSequenceNumber: sequenceNumber };
  return Stretch.damaged(start, (next?.position ?? end) - position, next?.sequenceNumber ?? Number.POSITIVE_INFINITY);
}

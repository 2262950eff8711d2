import { frameHeadLength, frameMagic, isBodyWhole, readFrameHead } from './appendFrame.ts';
import { readBytes } from './readBytes.ts';
import type { SegmentFile } from './segmentFiles.ts';

export interface FoundFrame {
  readonly position: number;
  readonly sequenceNumber: number;
}

export interface FrameSearch {
  readonly from: number;
  readonly to: number;
  /** No event before this one can follow. */
  readonly sequenceNumber: number;
  readonly salt: number;
}

const stepBytes = 1024 * 1024;

/** The first whole frame that begins at `from` or later; undefined when there is none before `to`. */
export async function findWholeFrame(file: SegmentFile, search: FrameSearch): Promise<FoundFrame | undefined> {
  for (let position = search.from; position + frameHeadLength <= search.to; position += stepBytes) {
    // The steps overlap by a head, less one byte, so that none is missed on an edge.
    const bytes = await readBytes(file, position, Math.min(position + stepBytes + frameHeadLength - 1, search.to));
    for (let at = bytes.indexOf(frameMagic); at >= 0; at = bytes.indexOf(frameMagic, at + 1)) {
      const head = readFrameHead(bytes, at, search.salt);
      if (!head || head.sequenceNumber < search.sequenceNumber || position + at + head.length > search.to) continue;
      const whole = await readBytes(file, position + at, position + at + head.length);
      if (whole.length === head.length && isBodyWhole(whole, 0, head.length))
        return { position: position + at, sequenceNumber: head.sequenceNumber };
    }
  }
  return undefined;
}

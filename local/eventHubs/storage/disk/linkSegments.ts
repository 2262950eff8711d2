import type { DiskSegment } from './diskSegment.ts';

/** Tells each segment where the one behind it begins; the last one has none. */
export function linkSegments(segments: readonly DiskSegment[]): void {
  for (const [index, segment] of segments.entries())
    segment.endSequenceNumber = segments[index + 1]?.parts.start.sequenceNumber;
}

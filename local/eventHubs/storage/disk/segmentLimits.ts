import type { Retention } from '../../options.ts';

const mib = 1024 * 1024;
/** What retention takes away at once is a small part of what it keeps. */
const segmentsInRetention = 16;
const largestSegment = 16 * mib;
/** However much is kept, so many segments suffice. */
const mostSegments = 64;

/** When a segment is left and the next one begins: whichever is reached first. */
export function segmentLimits({ bytes, milliseconds }: Retention): Retention {
  return {
    bytes: Math.ceil(Math.max(Math.min(bytes / segmentsInRetention, largestSegment), bytes / mostSegments)),
    milliseconds: milliseconds / segmentsInRetention,
  };
}

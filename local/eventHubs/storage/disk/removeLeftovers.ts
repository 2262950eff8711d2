import type { ListedSegment } from './listSegments.ts';
import type { PartitionPlace } from './partitionPlace.ts';
import { systemCode } from './systemCode.ts';

/**
 * Gives the segments without those that were never begun: their file could neither be filled nor deleted, and events went
 * on in the segment before. A file counts as one only when it is empty and a later segment's head passes it over.
 */
export async function removeLeftovers(
  place: PartitionPlace,
  listed: readonly ListedSegment[],
): Promise<readonly ListedSegment[]> {
  const leftovers = listed.filter((each) => each.segment.length === 0 && isPassedOver(each, listed));
  for (const leftover of leftovers) await removeLeftover(place, leftover);
  return listed.filter((each) => !leftovers.includes(each));
}

function isPassedOver({ segment }: ListedSegment, listed: readonly ListedSegment[]): boolean {
  const { sequenceNumber } = segment.parts.start;
  return listed.some(({ head, segment: { parts } }) => {
    const previous = head?.previous?.sequenceNumber ?? Number.POSITIVE_INFINITY;
    return previous < sequenceNumber && sequenceNumber < parts.start.sequenceNumber;
  });
}

async function removeLeftover({ log }: PartitionPlace, { segment }: ListedSegment): Promise<void> {
  const { path } = segment.parts;
  try {
    await segment.remove();
    log(`${path} is left over from a segment that could not be begun, and is removed (0 bytes).`);
  } catch (error) {
    log(`${path} is left over from a segment that could not be begun, and cannot be deleted (${systemCode(error)}).`);
  }
}

import type { DiskSegment } from './diskSegment.ts';
import type { ListedSegment } from './listSegments.ts';
import type { PartitionPlace } from './partitionPlace.ts';
import { systemCode } from './systemCode.ts';

/**
 * Gives the segments without those that were never begun: their file could neither be filled nor deleted, and events went
 * on in the segment before. A file counts as one only when it is empty and the next head names another one before itself.
 */
export async function removeLeftovers(
  place: PartitionPlace,
  listed: readonly ListedSegment[],
): Promise<readonly ListedSegment[]> {
  const leftovers = listed.filter(({ segment }, index) => segment.length === 0 && isPassedOver(segment, listed, index));
  for (const leftover of leftovers) await removeLeftover(place, leftover);
  return listed.filter((each) => !leftovers.includes(each));
}

function isPassedOver({ parts }: DiskSegment, listed: readonly ListedSegment[], index: number): boolean {
  const previous = listed.slice(index + 1).find(({ head }) => head)?.head?.previous;
  return previous !== undefined && previous.sequenceNumber !== parts.start.sequenceNumber;
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

import { countersOfNewLog } from '../logCounters.ts';
import { StorageError } from '../storageError.ts';
import { checkChain } from './checkChain.ts';
import { DiskPartitionLog } from './diskPartitionLog.ts';
import type { DiskSegment } from './diskSegment.ts';
import { listSegments } from './listSegments.ts';
import { newSegment } from './newSegment.ts';
import type { PartitionPlace } from './partitionPlace.ts';
import { PartitionSegments } from './partitionSegments.ts';
import { recoverEnd } from './recoverEnd.ts';
import { removeLeftovers } from './removeLeftovers.ts';

/**
 * Opens the log of a partition and mends its end: what a killed process or lost power left half written is cut off, and
 * said. What else is damaged is said too, and left to those who read it.
 * @throws StorageError when there is no segment at all, since even an empty partition has one
 */
export async function openPartition(place: PartitionPlace, clock: () => number): Promise<DiskPartitionLog> {
  const { log } = place;
  const listed = await removeLeftovers(place, await listSegments(place));
  const [oldest, ...newer] = listed;
  if (!oldest) throw gone(place);
  for (const line of checkChain(listed)) log(line);
  const { segments, ...state } = await recoverEnd(place, [oldest, ...newer], clock);
  for (const { segment, head } of listed) if (!head && segments.includes(segment)) await estimateTimeBefore(segment);
  return new DiskPartitionLog({ segments: new PartitionSegments(place, segments), state, clock, log });
}

/** Without a head, its own first event tells. A time that is too late does no harm: a search begins a segment earlier. */
async function estimateTimeBefore(segment: DiskSegment): Promise<void> {
  while (!segment.hasEvents && segment.hasMore) await segment.scan();
  segment.timeBefore = segment.firstEnqueuedTime ?? Number.POSITIVE_INFINITY;
}

/** Makes the first segment of a partition, so that it is known to have been there. */
export async function createPartition(place: PartitionPlace): Promise<void> {
  const { appendFile } = newSegment(place, { counters: countersOfNewLog, producers: [] }).parts;
  await appendFile.make();
  await appendFile.close();
}

function gone({ folder, partition }: PartitionPlace): StorageError {
  return new StorageError(
    'unusable-folder',
    `${folder} has no segment of partition ${partition}. Its events and counters are gone: restore the folder, or delete its hub's folder together with the checkpoints of its consumers.`,
  );
}

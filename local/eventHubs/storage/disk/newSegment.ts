import { join } from 'node:path';
import type { LogCounters } from '../logCounters.ts';
import type { ProducerState } from '../partitionLog.ts';
import { AppendFile } from './appendFile.ts';
import { DiskSegment } from './diskSegment.ts';
import type { PartitionPlace } from './partitionPlace.ts';
import { encodeSegmentHead } from './segmentHead.ts';
import { segmentName } from './segmentName.ts';
import { segmentSalt } from './segmentSalt.ts';

/** All that a log knows besides its events. */
export interface LogState {
  readonly counters: LogCounters;
  readonly producers: readonly ProducerState[];
}

/** The segment that follows `before`, or the first one. Its file is made when it is first written. */
export function newSegment(
  place: PartitionPlace,
  { counters, producers }: LogState,
  before?: DiskSegment,
): DiskSegment {
  const { files, cache, hub, partition, folder, label, sync } = place;
  const previous = before && { sequenceNumber: before.parts.start.sequenceNumber, length: before.length };
  const head = encodeSegmentHead({ hub, partition, counters, previous, producers });
  const start = { sequenceNumber: counters.last.sequenceNumber + 1, offset: counters.nextOffset };
  const path = join(folder, segmentName(start));
  if (before) before.endSequenceNumber = start.sequenceNumber;
  const parts = {
    files,
    cache,
    path,
    label: `${label}/${segmentName(start)}`,
    start,
    headLength: head.length,
    length: head.length,
    salt: segmentSalt(hub, partition, start),
    appendFile: new AppendFile({ files, path, head, sync }),
  };
  return new DiskSegment(parts, counters.last.enqueuedTime);
}

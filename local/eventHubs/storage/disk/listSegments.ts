import { join } from 'node:path';
import { readPosition, recordHeadLength } from '../eventRecord.ts';
import { StorageError } from '../storageError.ts';
import { AppendFile } from './appendFile.ts';
import { frameHeadLength, readFrameHead } from './appendFrame.ts';
import { DiskSegment, type DiskSegmentParts } from './diskSegment.ts';
import { linkSegments } from './linkSegments.ts';
import type { PartitionPlace } from './partitionPlace.ts';
import { readBytes } from './readBytes.ts';
import type { SegmentFiles } from './segmentFiles.ts';
import { longestHead, parseSegmentHead, type SegmentHead } from './segmentHead.ts';
import { parseSegmentName } from './segmentName.ts';
import { segmentSalt } from './segmentSalt.ts';

/** The last millisecond that a `Date` can have (ECMA-262, 21.4.1.1). */
const latestTime = 8_640_000_000_000_000;

export interface ListedSegment {
  readonly segment: DiskSegment;
  /** Undefined when it is damaged, or was never written to its end. */
  readonly head: SegmentHead | undefined;
}

/** The segments in the folder of a partition, oldest first, as far as their names and heads tell. */
export async function listSegments(place: PartitionPlace): Promise<readonly ListedSegment[]> {
  const found = await place.files.list(place.folder);
  const named = found.flatMap((file) => {
    const start = parseSegmentName(file.name);
    return start ? [{ ...file, start }] : [];
  });
  named.sort((one, other) => one.start.sequenceNumber - other.start.sequenceNumber);
  const listed: ListedSegment[] = [];
  for (const file of named) listed.push(await listSegment(place, file));
  linkSegments(listed.map(({ segment }) => segment));
  return listed;
}

interface NamedFile {
  readonly name: string;
  readonly length: number;
  readonly start: { readonly sequenceNumber: number; readonly offset: number };
}

async function listSegment(place: PartitionPlace, { name, length, start }: NamedFile): Promise<ListedSegment> {
  const { files, cache, hub, partition, folder, label, sync } = place;
  const path = join(folder, name);
  const beginning = await readBeginning(files, path);
  const parsed = parseSegmentHead(beginning);
  if (parsed) checkOwner(place, parsed.head, path);
  const parts = {
    files,
    cache,
    path,
    label: `${label}/${name}`,
    start,
    headLength: parsed?.length ?? 0,
    length,
    salt: segmentSalt(hub, partition, start),
    appendFile: new AppendFile({ files, path, head: undefined, sync }),
  };
  const segment = new DiskSegment(parts, parsed?.head.counters.last.enqueuedTime ?? 0);
  segment.firstEnqueuedTime = firstTime(beginning, parts);
  return { segment, head: parsed?.head };
}

async function readBeginning(files: SegmentFiles, path: string): Promise<Buffer> {
  const file = await files.openToRead(path);
  return await readBytes(file, 0, longestHead).finally(() => file.close());
}

function firstTime(beginning: Buffer, { headLength, salt }: DiskSegmentParts): number | undefined {
  const record = headLength + frameHeadLength;
  const frame = readFrameHead(beginning, headLength, salt);
  if (!frame || frame.events === 0 || record + recordHeadLength > beginning.length) return undefined;
  const { enqueuedTime } = readPosition(beginning, record);
  // The record itself was not checked; what no clock says is no time.
  return Number.isInteger(enqueuedTime) && enqueuedTime >= 0 && enqueuedTime <= latestTime ? enqueuedTime : undefined;
}

function checkOwner({ hub, partition }: PartitionPlace, head: SegmentHead, path: string): void {
  if (head.hub.id === hub.id && head.partition === partition) return;
  throw new StorageError(
    'unusable-folder',
    `${path} belongs to another hub or partition. Put it back where it came from, or remove it.`,
  );
}

import { offsetAfter } from '../eventOffset.ts';
import { countersOfNewLog, type LogCounters } from '../logCounters.ts';
import type { ProducerState } from '../partitionLog.ts';
import { ProducerStates } from '../producerStates.ts';
import type { DiskSegment } from './diskSegment.ts';
import type { ListedSegment } from './listSegments.ts';
import { newSegment, type PartitionPlace } from './partitionSegments.ts';
import type { SegmentStart } from './segmentName.ts';

export interface RecoveredEnd {
  readonly segments: readonly [DiskSegment, ...DiskSegment[]];
  readonly counters: LogCounters;
  readonly producers: readonly ProducerState[];
}

interface LogState {
  readonly counters: LogCounters;
  readonly producers: readonly ProducerState[];
}

/**
 * Checks the last segment whole, cuts off a damaged end, and finds where the log stands. Numbers that a file's name shows
 * to have been given out are not given out again, even when that file is lost.
 */
export async function recoverEnd(
  place: PartitionPlace,
  listed: readonly ListedSegment[],
  clock: () => number,
): Promise<RecoveredEnd> {
  const reached = listed.at(-1)?.segment.parts.start ?? { sequenceNumber: 0, offset: 0 };
  const kept = await dropEmptyShells(place, listed);
  const found = await stateAtEnd(kept, { counters: countersAt(reached, clock()), producers: [] });
  const last = kept.at(-1);
  if (last) await cutEnd(place, last.segment);
  const isBehind = found.counters.last.sequenceNumber + 1 < reached.sequenceNumber;
  const counters = isBehind ? countersAt(reached, found.counters.last.enqueuedTime) : found.counters;
  const segments = kept.map(({ segment }) => segment);
  if (!last?.head || isBehind) segments.push(begin(place, { ...found, counters }, last?.segment));
  const [first, ...others] = segments;
  if (!first) throw new Error('A segment was just begun, so there is one.');
  return { segments: [first, ...others], counters, producers: found.producers };
}

/** Gives up files at the end that hold neither a head nor an append: a process was killed while it made them. */
async function dropEmptyShells(
  place: PartitionPlace,
  listed: readonly ListedSegment[],
): Promise<readonly ListedSegment[]> {
  const kept = [...listed];
  for (let last = kept.at(-1); last && !last.head && !(await last.segment.hasWholeFrame()); last = kept.at(-1)) {
    const { parts, length } = last.segment;
    place.log(`${parts.path} holds nothing whole and is removed (${length} bytes).`);
    await last.segment.remove();
    kept.pop();
  }
  return kept;
}

/** Where the log stands behind these segments: the last head and its frames tell; without the head, those before it. */
async function stateAtEnd(listed: readonly ListedSegment[], unknown: LogState): Promise<LogState> {
  const last = listed.at(-1);
  if (!last) return unknown;
  const before = last.head ?? (await stateAtEnd(listed.slice(0, -1), unknown));
  return await stateAfter(last.segment, before);
}

async function stateAfter(segment: DiskSegment, before: LogState): Promise<LogState> {
  const producers = new ProducerStates(before.producers);
  let { counters } = before;
  while (segment.hasMore) {
    const read = await segment.scan();
    for (const producer of read.producers) producers.set(producer);
    const newest = read.block?.at(read.stretch.endSequenceNumber - 1);
    if (newest) counters = { last: newest.position, nextOffset: offsetAfter(newest.position.offset, newest.sections) };
  }
  return { counters, producers: producers.all() };
}

async function cutEnd(place: PartitionPlace, segment: DiskSegment): Promise<void> {
  const end = segment.stretches.at(-1);
  for (const stretch of segment.stretches)
    if (stretch.damaged && stretch !== end) place.log(`${segment.parts.path} is damaged at byte ${stretch.position}.`);
  if (!end?.damaged) return;
  place.log(
    `${segment.parts.path} ends in ${end.length} bytes that hold nothing whole. They are cut off at byte ${end.position}; what was accepted before stays.`,
  );
  await segment.cutDamagedEnd();
}

function begin(place: PartitionPlace, { counters, producers }: LogState, last: DiskSegment | undefined): DiskSegment {
  const previous = last && { sequenceNumber: last.parts.start.sequenceNumber, length: last.length };
  const segment = newSegment(place, counters, producers, previous);
  if (last) last.endSequenceNumber = segment.parts.start.sequenceNumber;
  return segment;
}

/** Where a log stands that begins a segment of this name, when nothing else is known of what came before. */
function countersAt({ sequenceNumber, offset }: SegmentStart, enqueuedTime: number): LogCounters {
  if (sequenceNumber === 0) return countersOfNewLog;
  return { last: { sequenceNumber: sequenceNumber - 1, offset: offset - 1, enqueuedTime }, nextOffset: offset };
}

import { offsetAfter } from '../eventOffset.ts';
import { countersOfNewLog, type LogCounters } from '../logCounters.ts';
import type { ProducerState, StoredEvent } from '../partitionLog.ts';
import { ProducerStates } from '../producerStates.ts';
import type { DiskSegment } from './diskSegment.ts';
import { linkSegments } from './linkSegments.ts';
import type { ListedSegment } from './listSegments.ts';
import { type LogState, newSegment } from './newSegment.ts';
import type { PartitionPlace } from './partitionPlace.ts';
import type { SegmentStart } from './segmentName.ts';
import { systemCode } from './systemCode.ts';

export interface RecoveredEnd extends LogState {
  readonly segments: readonly [DiskSegment, ...DiskSegment[]];
}

/**
 * Checks the last segment whole, cuts off a damaged end, and finds where the log stands. Numbers that a file's name shows
 * to have been given out are not given out again, even when that file is lost.
 */
export async function recoverEnd(
  place: PartitionPlace,
  listed: readonly [ListedSegment, ...ListedSegment[]],
  clock: () => number,
): Promise<RecoveredEnd> {
  const reached = (listed.at(-1) ?? listed[0]).segment.parts.start;
  const contents = new Map<DiskSegment, Contents>();
  const found = await stateAtEnd(listed, { counters: countersAt(reached, clock()), producers: [] }, contents);
  const shells = listed.filter(({ segment }) => contents.get(segment)?.isShell).map(({ segment }) => segment);
  const kept = listed.map(({ segment }) => segment).filter((segment) => !shells.includes(segment));
  // A shell's beginning is nobody's end: what comes next is written behind the last one that is kept.
  linkSegments(kept);
  const [first, ...others] = kept;
  const last = others.at(-1) ?? first;
  if (last) await cutEnd(place, last);
  const isBehind = found.counters.last.sequenceNumber + 1 < reached.sequenceNumber;
  const counters = isBehind ? countersAt(reached, found.counters.last.enqueuedTime) : found.counters;
  const state = { counters, producers: found.producers };
  if (first && last && last.parts.headLength > 0 && !isBehind) {
    for (const shell of shells) await removeShell(place, shell);
    return { segments: [first, ...others], ...state };
  }
  const next = await beginAnew(place, state, last, shells);
  return { segments: first ? [first, ...others, next] : [next], ...state };
}

/** Begins a segment with a sound head. Its file is made at once: from then on nothing depends on what was damaged. */
async function beginAnew(
  place: PartitionPlace,
  state: LogState,
  before: DiskSegment | undefined,
  shells: readonly DiskSegment[],
): Promise<DiskSegment> {
  const segment = newSegment(place, state, before);
  const { appendFile, path } = segment.parts;
  try {
    for (const shell of shells) if (shell.parts.path === path) await emptyShell(place, shell);
    await appendFile.make();
    await appendFile.close();
    for (const shell of shells) if (shell.parts.path !== path) await removeShell(place, shell);
  } catch (error) {
    // Appends try again; until then the damaged files say what they say now.
    place.log(`${path} cannot be made (${systemCode(error)}).`);
  }
  return segment;
}

/** Its name, which tells the counters, is never gone from the folder. */
async function emptyShell({ files, log }: PartitionPlace, { parts, length }: DiskSegment): Promise<void> {
  log(`${parts.path} holds nothing whole and is written anew (${length} bytes).`);
  const file = await files.open(parts.path);
  await file.cut(0).finally(() => file.close());
}

async function removeShell({ log }: PartitionPlace, shell: DiskSegment): Promise<void> {
  log(`${shell.parts.path} holds nothing whole and is removed (${shell.length} bytes).`);
  await shell.remove();
}

/** What frames of a segment tell. */
interface Contents {
  readonly producers: readonly ProducerState[];
  readonly newest: StoredEvent | undefined;
  /** Neither a head nor an event: a process was killed while it made the file. */
  readonly isShell: boolean;
}

/** Where the log stands behind these segments: the last head and its frames tell; without the head, those before it. */
async function stateAtEnd(
  listed: readonly ListedSegment[],
  unknown: LogState,
  contents: Map<DiskSegment, Contents>,
): Promise<LogState> {
  const last = listed.at(-1);
  if (!last) return unknown;
  const before = last.head ?? (await stateAtEnd(listed.slice(0, -1), unknown, contents));
  const read = await readContents(last);
  contents.set(last.segment, read);
  const producers = new ProducerStates([...before.producers, ...read.producers]).all();
  if (!read.newest) return { counters: before.counters, producers };
  const { position, sections } = read.newest;
  return { counters: { last: position, nextOffset: offsetAfter(position.offset, sections) }, producers };
}

async function readContents({ segment, head }: ListedSegment): Promise<Contents> {
  const producers = new ProducerStates();
  let newest: StoredEvent | undefined;
  while (segment.hasMore) {
    const read = await segment.scan();
    for (const producer of read.producers) producers.set(producer);
    newest = read.block?.at(read.stretch.endSequenceNumber - 1) ?? newest;
  }
  return { producers: producers.all(), newest, isShell: !head && !newest };
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

/** Where a log stands that begins a segment of this name, when nothing else is known of what came before. */
function countersAt({ sequenceNumber, offset }: SegmentStart, enqueuedTime: number): LogCounters {
  if (sequenceNumber === 0) return countersOfNewLog;
  return { last: { sequenceNumber: sequenceNumber - 1, offset: offset - 1, enqueuedTime }, nextOffset: offset };
}

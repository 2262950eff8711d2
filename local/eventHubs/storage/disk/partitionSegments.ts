import { join } from 'node:path';
import type { Retention } from '../../options.ts';
import type { EventBlock } from '../eventBlock.ts';
import type { LogCounters } from '../logCounters.ts';
import type { ProducerState } from '../partitionLog.ts';
import { AppendFile } from './appendFile.ts';
import type { BlockCache } from './blockCache.ts';
import { DiskSegment } from './diskSegment.ts';
import type { SegmentFiles } from './segmentFiles.ts';
import { encodeSegmentHead, type HubIdentity } from './segmentHead.ts';
import { segmentLimits } from './segmentLimits.ts';
import { segmentName } from './segmentName.ts';
import { segmentSalt } from './segmentSalt.ts';
import { systemCode } from './systemCode.ts';

export interface PartitionPlace {
  readonly files: SegmentFiles;
  readonly cache: BlockCache;
  readonly hub: HubIdentity;
  readonly partition: number;
  readonly folder: string;
  /** How the folder is called in errors. */
  readonly label: string;
  readonly retention: Retention;
  readonly sync: boolean;
  readonly log: (line: string) => void;
}

/** The segments of a partition, oldest first; there is always one. */
export class PartitionSegments {
  readonly #place: PartitionPlace;
  readonly #segments: [DiskSegment, ...DiskSegment[]];
  readonly #limits: { readonly bytes: number; readonly milliseconds: number };
  #removing: Promise<void> = Promise.resolve();

  constructor(place: PartitionPlace, segments: readonly [DiskSegment, ...DiskSegment[]]) {
    this.#place = place;
    this.#segments = [...segments];
    this.#limits = segmentLimits(place.retention);
  }

  get first(): DiskSegment {
    return this.#segments[0];
  }

  get last(): DiskSegment {
    return this.#segments.at(-1) ?? this.first;
  }

  get bytes(): number {
    return this.#segments.reduce((sum, { length }) => sum + length, 0);
  }

  blockInMemory(sequenceNumber: number): EventBlock | undefined {
    return this.#segmentOf(sequenceNumber).blockInMemory(sequenceNumber);
  }

  /** @throws StorageError when the event is damaged or cannot be read */
  block(sequenceNumber: number): Promise<EventBlock> {
    return this.#segmentOf(sequenceNumber).block(sequenceNumber);
  }

  /** The last segment that fits; the first when none does. */
  lastThat(fits: (segment: DiskSegment) => boolean): DiskSegment {
    return this.#segments.findLast(fits) ?? this.first;
  }

  /** Whether an append of that length wants a segment of its own. */
  isFull(length: number, now: number): boolean {
    const { last } = this;
    // Without events, the next segment would have the name of this one.
    if (!last.hasEvents) return false;
    const age = last.firstEnqueuedTime === undefined ? 0 : now - last.firstEnqueuedTime;
    return last.length + length > this.#limits.bytes || age >= this.#limits.milliseconds;
  }

  /** Begins a segment that knows all that the log knows; its file is made with the first write. */
  begin(counters: LogCounters, producers: readonly ProducerState[]): void {
    const { last } = this;
    const previous = { sequenceNumber: last.parts.start.sequenceNumber, length: last.length };
    const segment = newSegment(this.#place, counters, producers, previous);
    last.endSequenceNumber = segment.parts.start.sequenceNumber;
    this.#segments.push(segment);
  }

  /** Forgets what is not written. */
  rewind(): void {
    while (this.#segments.length > 1 && !this.last.parts.appendFile.exists) {
      this.last.rewind();
      this.#segments.pop();
    }
    this.last.endSequenceNumber = undefined;
    this.last.rewind();
  }

  /** True when there are events, all of them too old to be kept. */
  hasOnlyExpired(lastEnqueuedTime: number, now: number): boolean {
    return this.last.hasEvents && lastEnqueuedTime < now - this.#place.retention.milliseconds;
  }

  /** Deletes the oldest segments, as far as retention wants; the last one stays. Resolves when their files are gone. */
  dropLeaving(now: number): Promise<void> {
    let excess = this.bytes - this.#place.retention.bytes;
    const oldest = now - this.#place.retention.milliseconds;
    for (let next = this.#segments[1]; next?.parts.appendFile.exists; next = this.#segments[1]) {
      if (excess <= 0 && next.timeBefore >= oldest) break;
      excess -= this.first.length;
      const leaving = this.#segments.shift();
      if (leaving) this.#removing = this.#removing.then(() => this.#remove(leaving));
    }
    return this.#removing;
  }

  async close(): Promise<void> {
    await this.#removing;
    for (const segment of this.#segments) await segment.close();
  }

  async #remove(segment: DiskSegment): Promise<void> {
    try {
      // The next segment's head holds the counters; it must be safe before what they came from is gone.
      if (this.#segments.length === 1) await this.#syncLast();
      await segment.remove();
    } catch (error) {
      this.#place.log(
        `${segment.parts.path} cannot be deleted (${systemCode(error)}). It is tried again at the next start.`,
      );
    }
  }

  async #syncLast(): Promise<void> {
    const { files, folder } = this.#place;
    const file = await files.open(this.last.parts.path);
    await file.sync().finally(() => file.close());
    await files.syncFolder(folder);
  }

  #segmentOf(sequenceNumber: number): DiskSegment {
    return this.lastThat(({ parts }) => parts.start.sequenceNumber <= sequenceNumber);
  }
}

/** A segment whose file is not there yet. */
export function newSegment(
  place: PartitionPlace,
  counters: LogCounters,
  producers: readonly ProducerState[],
  previous?: { readonly sequenceNumber: number; readonly length: number },
): DiskSegment {
  const { files, cache, hub, partition, folder, label, sync } = place;
  const head = encodeSegmentHead({ hub, partition, counters, previous, producers });
  const start = { sequenceNumber: counters.last.sequenceNumber + 1, offset: counters.nextOffset };
  const path = join(folder, segmentName(start));
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

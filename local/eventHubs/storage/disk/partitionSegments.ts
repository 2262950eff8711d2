import type { Retention } from '../../options.ts';
import type { EventBlock } from '../eventBlock.ts';
import type { DiskSegment } from './diskSegment.ts';
import { LeavingSegments } from './leavingSegments.ts';
import { type LogState, newSegment } from './newSegment.ts';
import type { PartitionPlace } from './partitionPlace.ts';
import { segmentLimits } from './segmentLimits.ts';
import { systemCode } from './systemCode.ts';

/** The segments of a partition, oldest first; there is always one. */
export class PartitionSegments {
  readonly #place: PartitionPlace;
  readonly #segments: [DiskSegment, ...DiskSegment[]];
  readonly #limits: Retention;
  readonly #leaving: LeavingSegments;

  constructor(place: PartitionPlace, segments: readonly [DiskSegment, ...DiskSegment[]]) {
    this.#place = place;
    this.#segments = [...segments];
    this.#limits = segmentLimits(place.retention);
    this.#leaving = new LeavingSegments({ makeSafe: () => this.#syncOnly(), log: place.log });
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

  /**
   * Begins a segment that knows all that the log knows; its file is made with the first write. Without an event since the
   * last one began there is none to begin: it would have the name, so the file, of that one.
   */
  begin(state: LogState): void {
    if (state.counters.last.sequenceNumber < this.last.parts.start.sequenceNumber) return;
    this.#segments.push(newSegment(this.#place, state, this.last));
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

  /** Gives up the oldest segments, as far as retention wants; the last one stays. Says whether there were any. */
  dropLeaving(now: number): boolean {
    const before = this.#segments.length;
    let excess = this.bytes - this.#place.retention.bytes;
    const oldest = now - this.#place.retention.milliseconds;
    for (let next = this.#segments[1]; next?.parts.appendFile.exists; next = this.#segments[1]) {
      if (excess <= 0 && next.timeBefore >= oldest) break;
      excess -= this.first.length;
      const leaving = this.#segments.shift();
      if (leaving) this.#leaving.add(leaving);
    }
    return this.#segments.length < before;
  }

  /** Deletes the files of what was given up, also where that failed before. Resolves when it is done or fails again. */
  deleteLeaving(): Promise<void> {
    return this.#leaving.delete();
  }

  async close(): Promise<void> {
    await this.#leaving.close();
    for (const segment of this.#segments)
      await segment.close().catch((error: unknown) => this.#sayUnclean(segment, error));
  }

  #sayUnclean({ parts }: DiskSegment, error: unknown): void {
    const what = 'It may hold events that were refused, after those that were accepted.';
    this.#place.log(`${parts.path} cannot be cut to its length (${systemCode(error)}). ${what}`);
  }

  /** The next segment's head holds the counters; it must be safe before the last of what they came from is gone. */
  async #syncOnly(): Promise<void> {
    if (this.#segments.length > 1) return;
    const { files, folder } = this.#place;
    const file = await files.open(this.last.parts.path);
    await file.sync().finally(() => file.close());
    await files.syncFolder(folder);
  }

  #segmentOf(sequenceNumber: number): DiskSegment {
    return this.lastThat(({ parts }) => parts.start.sequenceNumber <= sequenceNumber);
  }
}

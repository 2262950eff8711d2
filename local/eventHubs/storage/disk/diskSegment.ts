import type { EventPosition } from '../../wire/eventMessage.ts';
import type { EventBlock } from '../eventBlock.ts';
import { StorageError } from '../storageError.ts';
import type { AppendFile } from './appendFile.ts';
import type { BlockCache } from './blockCache.ts';
import { FileReads } from './fileReads.ts';
import { readBytes } from './readBytes.ts';
import { type ReadStretch, readStretch } from './readStretch.ts';
import type { SegmentFiles } from './segmentFiles.ts';
import type { SegmentStart } from './segmentName.ts';
import type { Stretch } from './stretch.ts';
import { wholeFrames } from './wholeFrames.ts';

export interface DiskSegmentParts {
  readonly files: SegmentFiles;
  readonly cache: BlockCache;
  readonly path: string;
  /** How the file is called in errors. */
  readonly label: string;
  readonly start: SegmentStart;
  readonly headLength: number;
  /** With the head. */
  readonly length: number;
  /** What its frames have in common. */
  readonly salt: number;
  readonly appendFile: AppendFile;
}

/** One file of a partition: what is known of it, and the way to its events. */
export class DiskSegment {
  readonly parts: DiskSegmentParts;
  /** What was read or written so far, from the first event on, without gaps between them. */
  readonly stretches: Stretch[] = [];
  /** When the event before its first one was enqueued. */
  timeBefore: number;
  /** When its first event was enqueued; undefined when there is none, or none was read yet. */
  firstEnqueuedTime: number | undefined;
  /** With what is not written yet. */
  length: number;
  /** The sequence number that follows, once another segment begins with it. */
  endSequenceNumber: number | undefined;
  #writtenLength: number;
  #scanning: Promise<ReadStretch> | undefined;
  readonly #reads: FileReads;

  constructor(parts: DiskSegmentParts, timeBefore: number) {
    this.parts = parts;
    this.timeBefore = timeBefore;
    this.length = parts.length;
    this.#writtenLength = parts.length;
    this.#reads = new FileReads(parts.files, parts.path, parts.label);
  }

  /** Also one that is not written yet. */
  get hasEvents(): boolean {
    return this.firstEnqueuedTime !== undefined;
  }

  /** Whether there is something that was not read since the start. */
  get hasMore(): boolean {
    return this.#scannedTo < this.length;
  }

  get #scannedTo(): number {
    return this.stretches.at(-1)?.end ?? this.parts.headLength;
  }

  /** The block with that event, when it is in memory. */
  blockInMemory(sequenceNumber: number): EventBlock | undefined {
    const stretch = this.#stretchWith(sequenceNumber);
    if (!stretch?.block) return undefined;
    this.parts.cache.use(stretch);
    return stretch.block;
  }

  /** The block with that event. @throws StorageError when it is damaged or cannot be read */
  async block(sequenceNumber: number): Promise<EventBlock> {
    let stretch = this.#stretchWith(sequenceNumber);
    while (!stretch && this.hasMore) {
      await this.scan();
      stretch = this.#stretchWith(sequenceNumber);
    }
    if (!stretch || stretch.damaged) throw this.#damage(sequenceNumber, stretch);
    return this.#blockOf(stretch);
  }

  /** Sequence number of the first event that `reaches`, as `EventBlock.find`; undefined when none in here does. */
  async find(reaches: (position: EventPosition) => boolean): Promise<number | undefined> {
    let before: Stretch | undefined;
    for (let index = 0; ; index++) {
      const stretch = this.stretches[index] ?? (this.hasMore ? (await this.scan()).stretch : undefined);
      if (!stretch) break;
      if (stretch.first && reaches(stretch.first)) {
        if (!before) return this.parts.start.sequenceNumber;
        break;
      }
      if (stretch.first) before = stretch;
    }
    if (!before) return undefined;
    const found = (await this.#blockOf(before)).find(reaches);
    const isLast = found === before.endSequenceNumber && this.stretches.at(-1) === before;
    return isLast ? undefined : found;
  }

  /** Reads the next stretch that was not read yet. Several may ask at once. */
  scan(): Promise<ReadStretch> {
    this.#scanning ??= this.#scanStretch().finally(() => {
      this.#scanning = undefined;
    });
    return this.#scanning;
  }

  /** So much of the file is written; `sequenceNumber` is of the event that comes next. */
  markWritten(length: number, sequenceNumber: number): void {
    this.#writtenLength = length;
    for (let index = this.stretches.length - 1; index >= 0; index--) {
      const stretch = this.stretches[index];
      if (!stretch?.isPinned) return;
      if (stretch.position < length) stretch.markWritten(length, sequenceNumber);
    }
  }

  /** Forgets what is not written. */
  rewind(): void {
    this.length = this.#writtenLength;
    let last = this.stretches.at(-1);
    for (; last && last.position >= this.length; last = this.stretches.at(-1)) {
      this.parts.cache.drop(last);
      this.stretches.pop();
    }
    // Its block still holds what is forgotten; it is read again without.
    if (last?.isPinned) this.parts.cache.drop(last);
    last?.rewind();
    if (!this.stretches.some(({ first }) => first)) this.firstEnqueuedTime = undefined;
  }

  /** Gives up the stretch at the end, which is damaged. */
  async cutDamagedEnd(): Promise<void> {
    const stretch = this.stretches.pop();
    if (!stretch) return;
    const file = await this.parts.files.open(this.parts.path);
    await file.cut(stretch.position).finally(() => file.close());
    this.length = stretch.position;
    this.#writtenLength = stretch.position;
  }

  /** Resolves when nobody reads the file any more; its memory is free then and its file closed. */
  async close(): Promise<void> {
    await this.#reads.untilIdle();
    for (const stretch of this.stretches) this.parts.cache.drop(stretch);
    await this.parts.appendFile.close();
  }

  /** Closes the file, then deletes it. */
  async remove(): Promise<void> {
    await this.close();
    if (this.parts.appendFile.exists) await this.parts.files.remove(this.parts.path);
  }

  async #scanStretch(): Promise<ReadStretch> {
    const position = this.#scannedTo;
    const sequenceNumber = this.stretches.at(-1)?.endSequenceNumber ?? this.parts.start.sequenceNumber;
    const end = this.length;
    const read = await this.#reads.read((file) =>
      readStretch(file, { position, end, sequenceNumber, salt: this.parts.salt }),
    );
    this.stretches.push(read.stretch);
    if (read.block) this.parts.cache.hold(read.stretch, read.block);
    // Until now it was only what the first frame said of itself, which may not be whole.
    if (position === this.parts.headLength) this.firstEnqueuedTime = undefined;
    this.firstEnqueuedTime ??= read.stretch.first?.enqueuedTime;
    return read;
  }

  async #blockOf(stretch: Stretch): Promise<EventBlock> {
    if (stretch.block) return stretch.block;
    const { position, end, firstSequenceNumber } = stretch;
    const bytes = await this.#reads.read((file) => readBytes(file, position, end));
    const { block } = wholeFrames(bytes, firstSequenceNumber, this.parts.salt);
    if (block.endSequenceNumber < stretch.endSequenceNumber) throw this.#damage(block.endSequenceNumber, stretch);
    this.parts.cache.hold(stretch, block);
    return block;
  }

  #stretchWith(sequenceNumber: number): Stretch | undefined {
    return this.stretches.findLast((stretch) => stretch.has(sequenceNumber));
  }

  #damage(sequenceNumber: number, stretch: Stretch | undefined): StorageError {
    const { label } = this.parts;
    const byte = stretch?.position ?? this.length;
    const next = Math.min(stretch?.endSequenceNumber ?? Infinity, this.endSequenceNumber ?? Infinity);
    return new StorageError(
      'damaged',
      `The events from sequence number ${sequenceNumber} on are damaged or missing (${label}, byte ${byte}). Begin at ${next} or later, or restore the file.`,
    );
  }
}

import type { LogCounters } from '../logCounters.ts';
import type { ProducerState } from '../partitionLog.ts';
import type { AppendFile } from './appendFile.ts';
import type { DiskSegment } from './diskSegment.ts';
import type { LaidFrame } from './segmentTail.ts';

/** Appends that came while another write was under way, and are written together. */
export interface WriteGroup {
  readonly segment: DiskSegment;
  readonly parts: LaidFrame[];
  readonly producers: ProducerState[];
  length: number;
  /** Where the log stands once the group is written. */
  counters: LogCounters;
  readonly done: Promise<void>;
  readonly settle: (error?: Error) => void;
}

/** Neither should throw; a writer goes on with the next append even so. */
export interface GroupWriterParts {
  readonly onWritten: (group: WriteGroup) => void;
  /** Neither this group nor any that waits is written. Gives what their senders are told. */
  readonly onFailed: (error: unknown) => Error;
}

/** So long a write keeps nobody waiting who came just after it began. */
const largestGroup = 4 * 1024 * 1024;

/** Writes in the order in which it was asked, one write at a time. */
export class GroupWriter {
  readonly #parts: GroupWriterParts;
  readonly #waiting: WriteGroup[] = [];
  #running: Promise<void> | undefined;
  #file: AppendFile | undefined;

  constructor(parts: GroupWriterParts) {
    this.#parts = parts;
  }

  get isIdle(): boolean {
    return this.#running === undefined;
  }

  /** Resolves when the frame is written; without a frame, when the segment's file is there and all before is written. */
  write(
    segment: DiskSegment,
    frame: LaidFrame | undefined,
    counters: LogCounters,
    producer?: ProducerState,
  ): Promise<void> {
    const group = this.#groupFor(segment, counters);
    if (frame) addTo(group, frame);
    if (producer) group.producers.push(producer);
    group.counters = counters;
    this.#running ??= this.#run();
    return group.done;
  }

  /** Resolves when nothing is being written. */
  async untilIdle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #groupFor(segment: DiskSegment, counters: LogCounters): WriteGroup {
    const waiting = this.#waiting.at(-1);
    if (waiting?.segment === segment && waiting.length < largestGroup) return waiting;
    const { done, settle } = settlable();
    const group = { segment, parts: [], producers: [], length: 0, counters, done, settle };
    this.#waiting.push(group);
    return group;
  }

  async #run(): Promise<void> {
    // One turn later, so that all that came in one piece from the network is written in one piece.
    await undefined;
    try {
      for (let group = this.#waiting.shift(); group; group = this.#waiting.shift()) await this.#finish(group);
    } finally {
      this.#running = undefined;
    }
  }

  async #finish(group: WriteGroup): Promise<void> {
    try {
      await this.#writeGroup(group);
    } catch (error) {
      this.#fail([group, ...this.#waiting.splice(0)], error);
      return;
    }
    this.#accept(group);
  }

  async #writeGroup({ segment, parts }: WriteGroup): Promise<void> {
    const { appendFile } = segment.parts;
    if (this.#file !== appendFile) await this.#file?.close();
    this.#file = appendFile;
    const [first] = parts;
    if (first) await appendFile.write(buffersOf(parts), first.stretch.position + first.from);
    else await appendFile.make();
  }

  /** What is written is accepted, whatever becomes of telling it. */
  #accept(group: WriteGroup): void {
    try {
      this.#parts.onWritten(group);
    } finally {
      group.settle();
    }
  }

  #fail(groups: readonly WriteGroup[], cause: unknown): void {
    const error = this.#parts.onFailed(cause);
    for (const group of groups) group.settle(error);
  }
}

function addTo(group: WriteGroup, frame: LaidFrame): void {
  group.length += frame.to - frame.from;
  const before = group.parts.at(-1);
  if (before?.block !== frame.block) group.parts.push(frame);
  else group.parts[group.parts.length - 1] = { ...frame, from: before.from };
}

function buffersOf(parts: readonly LaidFrame[]): readonly Buffer[] {
  return parts.map(({ block, from, to }) => block.bytes.subarray(from, to));
}

function settlable(): Pick<WriteGroup, 'done' | 'settle'> {
  let settle: WriteGroup['settle'] = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    settle = (error) => (error ? reject(error) : resolve());
  });
  return { done, settle };
}

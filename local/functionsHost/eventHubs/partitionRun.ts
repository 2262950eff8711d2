import type { Outcome } from '../invocation/executeWithRetries.ts';
import { BatchQueue, firstWait } from './batchQueue.ts';
import type { Position } from './checkpoints.ts';
import type { ReceivedEvent } from './receivedEvent.ts';

export interface PartitionRunOptions {
  readonly min: number;
  readonly max: number;
  readonly maxWaitMs: number;
  /** A checkpoint after every so many batches. */
  readonly checkpointEvery: number;
  /** When the partition's checkpoint was written, if there is one. Milliseconds since 1970. */
  readonly checkpointAt: number | undefined;
  readonly clock: () => number;
  /** Runs the function on a batch that is not empty. Never rejects. */
  readonly execute: (
    batch: readonly ReceivedEvent[],
    isCheckpointing: boolean,
    signal: AbortSignal,
  ) => Promise<Outcome>;
  /** Never rejects. */
  readonly writeCheckpoint: (position: Position) => Promise<void>;
  /** The host stops: no new batch begins. */
  readonly stopping: AbortSignal;
}

/** Extension of 2026: with a frequency above 1, what is not checkpointed yet is, once nothing came for so long. */
const idleCheckpointMs = 600_000;

/**
 * The batches of one partition, one after the other, while this host owns it. The checkpoint moves after a batch has
 * ended for good, with success or after its last retry; not when the host stops with the batch unfinished or failed, and
 * not once the partition is lost. https://learn.microsoft.com/azure/azure-functions/functions-reliable-event-processing
 */
export class PartitionRun {
  readonly #options: PartitionRunOptions;
  readonly #queue: BatchQueue<ReceivedEvent>;
  readonly #lost = new AbortController();
  readonly #signal: AbortSignal;
  #work: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #waitMs: number;
  #batches = 0;
  #unwritten: { readonly position: Position; readonly since: number } | undefined;

  constructor(options: PartitionRunOptions) {
    this.#options = options;
    this.#queue = new BatchQueue(options);
    this.#signal = AbortSignal.any([options.stopping, this.#lost.signal]);
    this.#waitMs = firstWait(options.maxWaitMs, options.checkpointAt, options.clock());
    this.#signal.addEventListener('abort', () => this.#clearTimer(), { once: true });
  }

  get isLost(): boolean {
    return this.#lost.signal.aborted;
  }

  /** Resolves when what these events have set off has ended. No events = nothing came within the receive's wait. */
  receive(events: readonly ReceivedEvent[]): Promise<void> {
    return this.#next(async () => {
      if (events.length === 0) return this.#checkpointWhenIdle();
      if (this.#options.min <= 1) return this.#run(events);
      this.#queue.add(events);
      const full = this.#queue.takeFull();
      if (full !== undefined) {
        this.#clearTimer();
        await this.#run(full);
      }
      this.#startTimer();
    });
  }

  /** Another host owns the partition, or its reader has ended: the queue is dropped, the next owner reads it again. */
  lose(): void {
    this.#queue.clear();
    this.#lost.abort();
  }

  /** Resolves when no batch runs any more. Call after `stopping`. Writes what the frequency has held back. */
  async end(): Promise<void> {
    await this.#work;
    await this.#writeUnwritten();
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work);
    return this.#work;
  }

  async #run(batch: readonly ReceivedEvent[]): Promise<void> {
    const last = batch.at(-1);
    if (this.#signal.aborted || last === undefined) return;
    const { execute, checkpointEvery, stopping } = this.#options;
    this.#batches += 1;
    const isDue = this.#batches % checkpointEvery === 0;
    const outcome = await execute(batch, isDue, this.#signal);
    if (outcome === 'cancelled' || (outcome === 'failed' && stopping.aborted)) return;
    this.#unwritten = { position: last, since: this.#options.clock() };
    if (isDue) await this.#writeUnwritten();
  }

  async #writeUnwritten(): Promise<void> {
    const unwritten = this.#unwritten;
    if (unwritten === undefined || this.isLost) return;
    this.#unwritten = undefined;
    const { offset, sequenceNumber } = unwritten.position;
    await this.#options.writeCheckpoint({ offset, sequenceNumber });
  }

  async #checkpointWhenIdle(): Promise<void> {
    const since = this.#unwritten?.since ?? Number.POSITIVE_INFINITY;
    if (this.#options.clock() - since >= idleCheckpointMs) await this.#writeUnwritten();
  }

  #startTimer(): void {
    if (this.#timer !== undefined || this.#queue.length === 0 || this.#signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#next(async () => {
        await this.#run(this.#queue.take());
        this.#startTimer();
      });
    }, this.#waitMs);
    this.#waitMs = this.#options.maxWaitMs;
  }

  #clearTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

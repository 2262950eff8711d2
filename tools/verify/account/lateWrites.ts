import type { Position } from './byPosition.ts';

/** Sequence numbers of a partition that a host was given at once. */
export interface Batch {
  readonly partition: string;
  readonly from: number;
  readonly to: number;
}

interface RunningBatch extends Batch {
  readonly host: string;
  hasEnded: boolean;
}

/**
 * Which events may rightly have been written after later ones of their partition. A host handles a partition's batches one
 * after the other, so as a rule none. But ownership moves while a batch runs: to another host, or after a lost connection to
 * a new reader of the same host. Then the next owner begins beside it, and each row of the old batch may be the last to be
 * written. The same holds of a batch that never said it had ended, for its host was killed. And a partition may be left in
 * the middle of a repetition: from the last batch on nothing was written once more.
 */
export class LateWrites {
  readonly #running = new Map<string, RunningBatch>();
  readonly #late: Batch[] = [];
  readonly #lastTo = new Map<string, number>();

  begin(host: string, id: string, batch: Batch): void {
    for (const [otherId, other] of this.#running) {
      // What one host says comes in its order.
      const isOver = other.hasEnded && other.host === host;
      if (other.partition !== batch.partition || isOver) continue;
      this.#late.push(other);
      this.#running.delete(otherId);
    }
    this.#running.set(id, { ...batch, host, hasEnded: false });
    this.#lastTo.set(batch.partition, batch.to);
  }

  /** The batch is handled or given up, and has no request under way. */
  end(id: string): void {
    const batch = this.#running.get(id);
    if (batch === undefined) return;
    batch.hasEnded = true;
    // Another host's word that it began before this one ended may be read later in this turn.
    setImmediate(() => this.#running.delete(id));
  }

  /** Whether the event there may have been written after the one with the sequence number `later`. */
  mayBe({ partition, sequenceNumber }: Position, later: number): boolean {
    const lastTo = this.#lastTo.get(partition) ?? Number.POSITIVE_INFINITY;
    const isLeftBehind = sequenceNumber <= lastTo && lastTo < later;
    // A batch that holds both writes the later one alone.
    return isLeftBehind || this.#late.some((batch) => holds(batch, partition, sequenceNumber) && batch.to < later);
  }
}

function holds({ partition, from, to }: Batch, ofPartition: string, sequenceNumber: number): boolean {
  return partition === ofPartition && from <= sequenceNumber && sequenceNumber <= to;
}

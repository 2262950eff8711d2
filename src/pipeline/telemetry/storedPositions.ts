import type { EventBatch } from '../eventBatch.ts';

/** More than a namespace has: a process that lives long may not gather without end. */
const mostPartitions = 2_048;

/** Up to where this process has stored each partition, to tell what a batch leaves out or repeats. */
export class StoredPositions {
  readonly #next = new Map<string, number>();

  /** How many sequence numbers lie between the partition's batch before and this one, which is then the last. */
  follow({ hub, consumerGroup, partition, events }: EventBatch): number | null {
    const [first, last] = [events[0], events.at(-1)];
    if (first === undefined || last === undefined) return null;
    const key = `${hub}/${consumerGroup}/${partition}`;
    const expected = this.#next.get(key);
    this.#next.delete(key);
    this.#next.set(key, last.sequenceNumber + 1);
    const [oldest] = this.#next.keys();
    if (this.#next.size > mostPartitions && oldest !== undefined) this.#next.delete(oldest);
    return expected === undefined ? null : first.sequenceNumber - expected;
  }
}

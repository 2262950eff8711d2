import { GrowingIntegers } from './growingIntegers.ts';

/** A place in a partition's log. */
export interface Position {
  readonly partition: string;
  readonly sequenceNumber: number;
}

/** Beyond this it is no position of a run, but damage, and must not make us take the memory for it. */
const highestSequenceNumber = 50_000_000;

export function isPosition({ sequenceNumber }: Position): boolean {
  return Number.isInteger(sequenceNumber) && sequenceNumber >= 0 && sequenceNumber <= highestSequenceNumber;
}

/** A number for each position, 0 unless set. Only for what `isPosition` holds true of. */
export class ByPosition {
  readonly #partitions = new Map<string, GrowingIntegers>();

  at({ partition, sequenceNumber }: Position): number {
    return this.#partitions.get(partition)?.at(sequenceNumber) ?? 0;
  }

  set({ partition, sequenceNumber }: Position, value: number): void {
    let numbers = this.#partitions.get(partition);
    if (numbers === undefined) {
      numbers = new GrowingIntegers();
      this.#partitions.set(partition, numbers);
    }
    numbers.set(sequenceNumber, value);
  }

  /** All that were set, and those between that were not, partition by partition in their order. */
  *entries(): Generator<{ readonly position: Position; readonly value: number }> {
    for (const [partition, numbers] of this.#partitions) {
      for (let sequenceNumber = 0; sequenceNumber < numbers.length; sequenceNumber += 1)
        yield { position: { partition, sequenceNumber }, value: numbers.at(sequenceNumber) };
    }
  }
}

export function positionText({ partition, sequenceNumber }: Position): string {
  return `partition ${partition}, sequence number ${sequenceNumber}`;
}

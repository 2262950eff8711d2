import { parseLetterName } from '../../../src/pipeline/deadLetters/letterName.ts';
import { ByPosition, isPosition, type Position } from './byPosition.ts';

/** When storage first acknowledged the write of each event, in 4 bytes each. Told by the proxy as it happens. */
export class Acknowledgements {
  /** In ms since the first one, + 1. */
  readonly #times = new ByPosition();
  #originMs: number | undefined;
  #count = 0;
  #lastMs = 0;

  get count(): number {
    return this.#count;
  }

  /** The time of the last event that was acknowledged, in ms since 1970; 0 before there is one. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** In ms since 1970; undefined when there was none. */
  timeOf(position: Position): number | undefined {
    const time = this.#times.at(position);
    return time === 0 || this.#originMs === undefined ? undefined : this.#originMs + time - 1;
  }

  addRow({ partition, sequenceNumber }: Position, atMs: number): void {
    const position = { partition, sequenceNumber };
    if (!isPosition(position) || this.#times.at(position) !== 0) return;
    this.#originMs ??= atMs;
    this.#times.set(position, Math.max(0, atMs - this.#originMs) + 1);
    this.#count += 1;
    this.#lastMs = Math.max(this.#lastMs, atMs);
  }

  addLetter(name: string, atMs: number): void {
    const place = parseLetterName(name);
    if (place !== undefined) this.addRow(place, atMs);
  }
}

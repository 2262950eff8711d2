import { parseLetterName } from '../../../src/pipeline/deadLetters/letterName.ts';
import { ByPosition, isPosition, type Position } from './byPosition.ts';
import { Latencies } from './latencies.ts';

/** The writes that storage has acknowledged, each event's first one. Told by the proxy as they happen. */
export class Acknowledgements {
  readonly latencies = new Latencies();
  readonly #seen = new ByPosition();
  #count = 0;
  #firstEnqueuedMs = Number.POSITIVE_INFINITY;
  #lastMs = 0;

  get count(): number {
    return this.#count;
  }

  /** From the first event's enqueuing to the last write, in ms; 0 before there is one. */
  get spanMs(): number {
    return this.#count === 0 ? 0 : Math.max(0, this.#lastMs - this.#firstEnqueuedMs);
  }

  addRow(row: Position & { readonly enqueuedMs: number }, atMs: number): void {
    if (!isPosition(row) || this.#seen.at(row) !== 0) return;
    this.#seen.set(row, 1);
    this.#count += 1;
    this.#firstEnqueuedMs = Math.min(this.#firstEnqueuedMs, row.enqueuedMs);
    this.#lastMs = Math.max(this.#lastMs, atMs);
    this.latencies.add(row.enqueuedMs, atMs);
  }

  addLetter(name: string, atMs: number): void {
    const place = parseLetterName(name);
    if (place === undefined) return;
    this.addRow({ ...place, enqueuedMs: place.enqueuedTime.getTime() }, atMs);
  }
}

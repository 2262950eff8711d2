import { ByPosition, isPosition, type Position } from './byPosition.ts';
import type { LogEntry } from './records.ts';

/** What stands in `#entries` for an entry without an id, and for the first of those with one. */
const withoutId = 1;
const firstId = 2;

/** The events of the hub's log, as far as the account asks for them: some hundred bytes per id, and 16 per event. */
export class LoggedEvents {
  /** Index of each id, in the order of their first entries. */
  readonly #ids = new Map<string, number>();
  /** For each entry the index of its id + `firstId`, or `withoutId`. */
  readonly #entries = new ByPosition();
  /** In ms since that of the first entry that was added. */
  readonly #enqueued = new ByPosition();
  readonly #rowsDue = new ByPosition();
  readonly #lettersDue = new ByPosition();
  /** By the index of the id, its entries but the first, which is before all others of its partition. */
  readonly #repeats = new Map<number, Position[]>();
  #originMs: number | undefined;
  #firstEnqueuedMs = Number.POSITIVE_INFINITY;
  #count = 0;
  #repeated = 0;

  get count(): number {
    return this.#count;
  }

  /** How many entries have an id that came before. */
  get repeated(): number {
    return this.#repeated;
  }

  /** Of all partitions, in ms since 1970; Infinity when there are no events. */
  get firstEnqueuedMs(): number {
    return this.#firstEnqueuedMs;
  }

  /** To be called in each partition's order. */
  add(entry: LogEntry): void {
    this.#count += 1;
    this.#originMs ??= entry.enqueuedMs;
    this.#firstEnqueuedMs = Math.min(this.#firstEnqueuedMs, entry.enqueuedMs);
    this.#entries.set(entry, entry.id === undefined ? withoutId : this.#take(entry.id, entry) + firstId);
    this.#enqueued.set(entry, entry.enqueuedMs - this.#originMs);
    this.#rowsDue.set(entry, entry.row);
    this.#lettersDue.set(entry, entry.letter);
  }

  ids(): Iterable<string> {
    return this.#ids.keys();
  }

  indexOf(id: string): number | undefined {
    return this.#ids.get(id);
  }

  /** All events, partition by partition in their order, with the index of their id. */
  *events(): Generator<{ readonly position: Position; readonly idIndex: number | undefined }> {
    for (const { position, value } of this.#entries.entries())
      if (value !== 0) yield { position, idIndex: value < firstId ? undefined : value - firstId };
  }

  holds(position: Position): boolean {
    return isPosition(position) && this.#entries.at(position) !== 0;
  }

  /** The index of the id that the event there has. */
  idIndexAt(position: Position): number | undefined {
    const value = this.holds(position) ? this.#entries.at(position) : 0;
    return value < firstId ? undefined : value - firstId;
  }

  /** The events that come after this one in its partition and have this id, in their order. */
  laterOf(idIndex: number, { partition, sequenceNumber }: Position): readonly Position[] {
    const repeats = this.#repeats.get(idIndex) ?? [];
    return repeats.filter((each) => each.partition === partition && each.sequenceNumber > sequenceNumber);
  }

  enqueuedMsAt(position: Position): number {
    return (this.#originMs ?? 0) + this.#enqueued.at(position);
  }

  rowDueAt(position: Position): number {
    return this.#rowsDue.at(position);
  }

  letterDueAt(position: Position): number {
    return this.#lettersDue.at(position);
  }

  #take(id: string, { partition, sequenceNumber }: Position): number {
    const known = this.#ids.get(id);
    if (known === undefined) {
      this.#ids.set(id, this.#ids.size);
      return this.#ids.size - 1;
    }
    this.#repeated += 1;
    const repeats = this.#repeats.get(known) ?? [];
    repeats.push({ partition, sequenceNumber });
    this.#repeats.set(known, repeats);
    return known;
  }
}

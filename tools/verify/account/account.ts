import type { Expected } from '../faults/fault.ts';
import { ByPosition, isPosition, type Position, positionText } from './byPosition.ts';
import { Expectations, type Found } from './expectations.ts';
import { Findings } from './findings.ts';
import { GrowingIntegers } from './growingIntegers.ts';
import type { Balance, LogEntry, StoredLetter, StoredRow } from './records.ts';
import { rangeText, runs } from './runs.ts';

/** What stands in `#entries` for an entry without an id, and for the first of those with one. */
const withoutId = 1;
const firstId = 2;

const hasRow = 1;
const hasLetter = 2;
const isCounted = 4;

/**
 * Closes the account of a run: every event of the hub's log is one row or one dead letter. To be given the whole log first,
 * then the acknowledged sends, the dead letters and the rows, each in any order. Holds some hundred bytes per id.
 */
export class Account {
  /** Index of each id, in the order of their first entries. */
  readonly #ids = new Map<string, number>();
  readonly #rowsOfId = new GrowingIntegers();
  /** For each entry the index of its id + `firstId`, or `withoutId`. */
  readonly #entries = new ByPosition();
  /** In ms since that of the first entry. */
  readonly #enqueued = new ByPosition();
  readonly #rowsDue = new ByPosition();
  readonly #lettersDue = new ByPosition();
  readonly #found = new ByPosition();
  readonly #sends = new GrowingIntegers();
  readonly #duplicate = new Findings();
  readonly #stray = new Findings();
  readonly #lostSends = new Findings();
  readonly #unexpected = new Findings();
  readonly #expectations: Expectations;
  readonly #reasons = new Map<string, string | undefined>();
  #firstEnqueuedMs: number | undefined;
  #events = 0;
  #repeated = 0;
  #rows = 0;
  #deadLetters = 0;

  /** `expected`: what must become of some of our sends, by their numbers. */
  constructor(expected: ReadonlyMap<number, Expected> = new Map()) {
    this.#expectations = new Expectations(expected);
  }

  addEntry(entry: LogEntry): void {
    this.#events += 1;
    this.#entries.set(entry, entry.id === undefined ? withoutId : this.#indexOf(entry.id) + firstId);
    this.#firstEnqueuedMs ??= entry.enqueuedMs;
    this.#enqueued.set(entry, entry.enqueuedMs - this.#firstEnqueuedMs);
    this.#rowsDue.set(entry, entry.row);
    this.#lettersDue.set(entry, entry.letter);
    if (entry.sendNumber === undefined) return;
    this.#sends.set(entry.sendNumber, 1);
    this.#expectations.addEntry(entry, entry.sendNumber);
  }

  /** A send that the hub has acknowledged must be in its log. */
  addAcknowledged(sendNumber: number): void {
    if (this.#sends.at(sendNumber) === 0)
      this.#lostSends.add(`send ${sendNumber} was acknowledged and is not in the log`);
  }

  /** Tweets that a publisher of which we know no ids was told are taken, and those of them in the log. */
  addPublished(acknowledged: number, inLog: number): void {
    const lost = acknowledged - inLog;
    if (lost > 0) this.#lostSends.add(`${lost} tweets that publishTweets published are not in the log`, lost);
  }

  addLetter(letter: StoredLetter): void {
    this.#deadLetters += 1;
    const where = positionText(letter);
    this.#reasons.set(where, letter.reason);
    const enqueuedMs = (this.#firstEnqueuedMs ?? 0) + this.#enqueued.at(letter);
    const isOfEntry = this.#isEntry(letter) && enqueuedMs === letter.enqueuedMs;
    if (isOfEntry) this.#addLetterOf(letter, where);
    else this.#stray.add(`dead letter of ${where}, enqueued ${letter.enqueuedMs}`);
  }

  addRow(row: StoredRow): void {
    this.#rows += 1;
    const index = this.#ids.get(row.id);
    if (index !== undefined) this.#addRowOf(index, row.id);
    // A row that names another event's position must not stand for that event.
    if (index !== undefined && this.#isEntry(row) && this.#entries.at(row) === index + firstId) this.#addRowAt(row);
    else this.#stray.add(`row of ${row.id}, ${positionText(row)}`);
  }

  /** The ids that the log holds. */
  ids(): Iterable<string> {
    return this.#ids.keys();
  }

  close(): Balance {
    return {
      events: this.#events,
      rows: this.#rows,
      deadLetters: this.#deadLetters,
      repeated: this.#repeated,
      missing: this.#missing(),
      duplicate: this.#duplicate,
      stray: this.#stray,
      unexpected: this.#expectations.unmet((position) => this.#foundAt(position), this.#unexpected),
    };
  }

  #indexOf(id: string): number {
    const known = this.#ids.get(id);
    if (known !== undefined) {
      this.#repeated += 1;
      return known;
    }
    this.#ids.set(id, this.#ids.size);
    return this.#ids.size - 1;
  }

  #isEntry(position: Position): boolean {
    return isPosition(position) && this.#entries.at(position) !== 0;
  }

  #addLetterOf(letter: StoredLetter, where: string): void {
    this.#mark(letter, hasLetter, `${where}: two dead letters`);
    if (this.#lettersDue.at(letter) !== letter.content)
      this.#unexpected.add(`${where}: the dead letter does not hold what its event holds`);
    // A pipeline that makes dead letters of what it could have stored loses nothing, and is of no use.
    if (this.#entries.at(letter) !== withoutId && !this.#expectations.covers(letter))
      this.#unexpected.add(`${where}: row expected, found dead letter ${letter.reason}`);
  }

  #addRowAt(row: StoredRow): void {
    this.#mark(row, hasRow, undefined);
    if (this.#rowsDue.at(row) !== row.content)
      this.#unexpected.add(`${positionText(row)}: row ${row.id} does not hold what its event holds`);
  }

  #addRowOf(index: number, id: string): void {
    const rows = this.#rowsOfId.at(index) + 1;
    this.#rowsOfId.set(index, rows);
    if (rows === 2) this.#duplicate.add(`id ${id}: two rows`);
  }

  #mark(position: Position, flag: number, twice: string | undefined): void {
    const before = this.#found.at(position);
    this.#found.set(position, before | flag);
    if ((before & flag) !== 0 && twice !== undefined) this.#duplicate.add(twice);
    if ((before | flag) !== (hasRow | hasLetter)) return;
    this.#found.set(position, before | flag | isCounted);
    this.#duplicate.add(`${positionText(position)}: a row and a dead letter`);
  }

  #missing(): Findings {
    const missing = this.#lostSends.copy();
    for (const { partition, from, to } of runs(this.#lacking()))
      missing.add(rangeText(partition, from, to), to - from + 1);
    return missing;
  }

  *#lacking(): Generator<Position> {
    for (const { position, value } of this.#entries.entries()) {
      const isStored = this.#found.at(position) !== 0 || (value >= firstId && this.#rowsOfId.at(value - firstId) > 0);
      if (value !== 0 && !isStored) yield position;
    }
  }

  #foundAt(position: Position): Found {
    const found = this.#found.at(position);
    return {
      hasRow: (found & hasRow) !== 0,
      hasLetter: (found & hasLetter) !== 0,
      reason: this.#reasons.get(positionText(position)),
      hasRowOf: (id) => this.#hasRowOf(id),
    };
  }

  #hasRowOf(id: string): boolean {
    const index = this.#ids.get(id);
    return index !== undefined && this.#rowsOfId.at(index) > 0;
  }
}

import type { Expected } from '../faults/fault.ts';
import { type Position, positionText } from './byPosition.ts';
import { Expectations, type Found } from './expectations.ts';
import { Findings } from './findings.ts';
import { FoundEvents } from './foundEvents.ts';
import { HubLosses } from './hubLosses.ts';
import { LoggedEvents } from './loggedEvents.ts';
import type { Balance, LogEntry, StoredLetter, StoredRow } from './records.ts';
import { rangeText, runs } from './runs.ts';

export interface AccountOptions {
  /** What must become of some of our sends, by their numbers. */
  readonly expected?: ReadonlyMap<number, Expected>;
  /**
   * Whether the pipeline may rightly have written the row of the event there after that of a later one of its partition
   * (`lateWrites.ts`). Never, unless it is said.
   */
  readonly mayWriteLate?: (position: Position, later: number) => boolean;
}

/**
 * Closes the account of a run: every event of the hub's log is one row or one dead letter. To be given the whole log first
 * with its gaps, then the acknowledged sends, the dead letters, and last the rows, each in any order.
 */
export class Account {
  readonly log = new LoggedEvents();
  readonly hubLosses = new HubLosses();
  readonly #found = new FoundEvents();
  readonly #stray = new Findings();
  readonly #altered = new Findings();
  readonly #outdated = new Findings();
  readonly #unexpected = new Findings();
  readonly #expectations: Expectations;
  readonly #mayWriteLate: (position: Position, later: number) => boolean;
  readonly #reasons = new Map<string, string | undefined>();
  #rows = 0;
  #deadLetters = 0;

  constructor({ expected = new Map(), mayWriteLate = () => false }: AccountOptions = {}) {
    this.#expectations = new Expectations(expected);
    this.#mayWriteLate = mayWriteLate;
  }

  addEntry(entry: LogEntry): void {
    this.log.add(entry);
    if (entry.sendNumber === undefined) return;
    this.hubLosses.addLogged(entry.sendNumber);
    this.#expectations.addEntry(entry, entry.sendNumber);
  }

  addLetter(letter: StoredLetter): void {
    this.#deadLetters += 1;
    const where = positionText(letter);
    this.#reasons.set(where, letter.reason);
    const isOfEntry = this.log.holds(letter) && this.log.enqueuedMsAt(letter) === letter.enqueuedMs;
    if (isOfEntry) this.#addLetterOf(letter, where);
    else this.#stray.add(`dead letter of ${where}, enqueued ${letter.enqueuedMs}`);
  }

  addRow(row: StoredRow): void {
    this.#rows += 1;
    const idIndex = this.log.indexOf(row.id);
    if (idIndex !== undefined) this.#found.addRowOf(idIndex, row.id);
    // A row that names another event's position must not stand for that event.
    if (idIndex !== undefined && this.log.idIndexAt(row) === idIndex) this.#addRowAt(row, idIndex);
    else this.#stray.add(`row of ${row.id}, ${positionText(row)}`);
  }

  close(): Balance {
    return {
      events: this.log.count,
      rows: this.#rows,
      deadLetters: this.#deadLetters,
      repeated: this.log.repeated,
      missing: this.#missing(),
      duplicate: this.#found.duplicate,
      stray: this.#stray,
      altered: this.#altered,
      outdated: this.#outdated,
      unexpected: this.#expectations.unmet((position) => this.#foundAt(position), this.#unexpected),
    };
  }

  #addLetterOf(letter: StoredLetter, where: string): void {
    this.#found.addLetter(letter);
    if (this.log.letterDueAt(letter) !== letter.content)
      this.#altered.add(`${where}: the dead letter does not hold what its event holds`);
    // A pipeline that makes dead letters of what it could have stored loses nothing, and is of no use.
    if (this.log.idIndexAt(letter) !== undefined && !this.#expectations.covers(letter))
      this.#unexpected.add(`${where}: row expected, found dead letter ${letter.reason}`);
  }

  #addRowAt(row: StoredRow, idIndex: number): void {
    this.#found.addRow(row);
    if (this.log.rowDueAt(row) !== row.content)
      this.#altered.add(`${positionText(row)}: row ${row.id} does not hold what its event holds`);
    // All deliveries of an id lie in one partition, so the last of them that could be stored is what its row must be.
    const last = this.log.laterOf(idIndex, row).findLast((later) => !this.#found.hasLetter(later));
    if (last !== undefined && !this.#mayWriteLate(row, last.sequenceNumber))
      this.#outdated.add(
        `${positionText(row)}: row ${row.id} is of this event, and a later one is ${last.sequenceNumber}`,
      );
  }

  #missing(): Findings {
    const missing = this.hubLosses.findings();
    for (const { partition, from, to } of runs(this.#lacking()))
      missing.add(rangeText(partition, from, to), to - from + 1);
    return missing;
  }

  *#lacking(): Generator<Position> {
    for (const { position, idIndex } of this.log.events()) {
      const isFound = this.#found.hasRow(position) || this.#found.hasLetter(position);
      if (!isFound && !this.#found.hasRowOf(idIndex)) yield position;
    }
  }

  #foundAt(position: Position): Found {
    return {
      hasRow: this.#found.hasRow(position),
      hasLetter: this.#found.hasLetter(position),
      reason: this.#reasons.get(positionText(position)),
      hasRowOf: (id) => this.#found.hasRowOf(this.log.indexOf(id)),
    };
  }
}

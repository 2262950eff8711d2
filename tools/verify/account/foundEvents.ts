import { ByPosition, type Position, positionText } from './byPosition.ts';
import { Findings } from './findings.ts';
import { GrowingIntegers } from './growingIntegers.ts';

const hasRow = 1;
const hasLetter = 2;
const isCounted = 4;

/** Which events are rows or dead letters, and which are more than one of them. */
export class FoundEvents {
  readonly #found = new ByPosition();
  readonly #rowsOfId = new GrowingIntegers();
  readonly duplicate = new Findings();

  addRow(position: Position): void {
    this.#mark(position, hasRow, undefined);
  }

  addLetter(position: Position): void {
    this.#mark(position, hasLetter, `${positionText(position)}: two dead letters`);
  }

  /** A row of this id, wherever it says that its event lies. */
  addRowOf(idIndex: number, id: string): void {
    const rows = this.#rowsOfId.at(idIndex) + 1;
    this.#rowsOfId.set(idIndex, rows);
    if (rows === 2) this.duplicate.add(`id ${id}: two rows`);
  }

  hasRow(position: Position): boolean {
    return (this.#found.at(position) & hasRow) !== 0;
  }

  hasLetter(position: Position): boolean {
    return (this.#found.at(position) & hasLetter) !== 0;
  }

  hasRowOf(idIndex: number | undefined): boolean {
    return idIndex !== undefined && this.#rowsOfId.at(idIndex) > 0;
  }

  #mark(position: Position, flag: number, twice: string | undefined): void {
    const before = this.#found.at(position);
    this.#found.set(position, before | flag);
    if ((before & flag) !== 0 && twice !== undefined) this.duplicate.add(twice);
    if ((before | flag) !== (hasRow | hasLetter)) return;
    this.#found.set(position, before | flag | isCounted);
    this.duplicate.add(`${positionText(position)}: a row and a dead letter`);
  }
}

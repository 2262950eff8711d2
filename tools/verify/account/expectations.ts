import type { Expected } from '../faults/fault.ts';
import { ByPosition, type Position, positionText } from './byPosition.ts';
import type { Findings } from './findings.ts';

/** What there is of one event. */
export interface Found {
  /** At its own position. */
  readonly hasRow: boolean;
  readonly hasLetter: boolean;
  /** Of its dead letter, as far as that says one. */
  readonly reason: string | undefined;
  /** Of this id, wherever its event lies. */
  readonly hasRowOf: (id: string) => boolean;
}

/** Events of which the sender knows what must become of them, by other means than the pipeline's own. */
export class Expectations {
  readonly #ofSends: ReadonlyMap<number, Expected>;
  readonly #covered = new ByPosition();
  readonly #ofPositions: { readonly position: Position; readonly expected: Expected }[] = [];

  constructor(ofSends: ReadonlyMap<number, Expected>) {
    this.#ofSends = ofSends;
  }

  addEntry({ partition, sequenceNumber }: Position, sendNumber: number): void {
    const expected = this.#ofSends.get(sendNumber);
    if (expected === undefined) return;
    this.#ofPositions.push({ position: { partition, sequenceNumber }, expected });
    this.#covered.set({ partition, sequenceNumber }, 1);
  }

  /** Whether the sender said what must become of the event there. */
  covers(position: Position): boolean {
    return this.#covered.at(position) !== 0;
  }

  /** Those that became something else, after what was found before. */
  unmet(foundAt: (position: Position) => Found, before: Findings): Findings {
    const unmet = before.copy();
    for (const { position, expected } of this.#ofPositions) {
      const found = foundAt(position);
      if (!isMet(expected, found)) unmet.add(`${positionText(position)}: ${asked(expected)}, found ${describe(found)}`);
    }
    return unmet;
  }
}

function isMet(expected: Expected, { hasRow, hasLetter, reason, hasRowOf }: Found): boolean {
  if (expected.kind === 'dead-letter') return hasLetter && reason === expected.reason;
  return !hasLetter && (expected.id === undefined ? hasRow : hasRowOf(expected.id));
}

function asked(expected: Expected): string {
  if (expected.kind === 'dead-letter') return `dead letter ${expected.reason} expected`;
  return `row${expected.id === undefined ? '' : ` of ${expected.id}`} expected`;
}

function describe({ hasRow, hasLetter, reason }: Found): string {
  if (hasLetter) return `dead letter ${reason}`;
  return hasRow ? 'row' : 'none';
}

import type { DiscardedLetter } from '../../src/pipeline/deadLetters/discardLetters.ts';
import { mostAttempts, type ReplayedLetter } from '../../src/pipeline/deadLetters/replayLetters.ts';
import { counted } from '../../src/pipeline/log.ts';

export type Outcome = (ReplayedLetter | DiscardedLetter)['outcome'];

const words: Readonly<Record<Outcome, string>> = {
  replayed: 'replayed',
  discarded: 'discarded',
  'not-found': 'not found: no such letter is there, so its row may be',
  'on-its-way': 'on the way already: the function has not said yet what became of it (--force sends it again)',
  'given-up': `given up after ${mostAttempts} attempts (--force replays it all the same)`,
  'too-large': "larger than the hub's largest message together with the properties of a replay",
};

/** One line for people about one letter. */
export function outcomeLine(id: string, outcome: Outcome): string {
  return `${id.padEnd(26)}  ${outcome}\n`;
}

/** How many letters came to which end. */
export class OutcomeTally {
  readonly #counts = new Map<Outcome, number>();

  add(outcome: Outcome): void {
    this.#counts.set(outcome, this.of(outcome) + 1);
  }

  of(outcome: Outcome): number {
    return this.#counts.get(outcome) ?? 0;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** For `--json`. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  /** A line for each outcome. */
  summary(dryRun: boolean): string {
    const lines = [...this.#counts].map(([outcome, count]) => `${counted(count, 'dead letter')} ${words[outcome]}.\n`);
    const all = lines.length === 0 ? 'There is no such dead letter.\n' : lines.join('');
    return dryRun ? `${all}This was a dry run: nothing was done.\n` : all;
  }
}

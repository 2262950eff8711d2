import type { DeadLetter, DeadLetterContent } from '../../src/pipeline/deadLetter.ts';
import type { DeadLetterStore } from '../../src/pipeline/storeTweets.ts';

/** A DeadLetterStore in memory that can be told to be down. */
export class MemoryDeadLetterStore implements DeadLetterStore {
  readonly letters = new Map<string, DeadLetterContent>();
  down = false;

  async write(letters: readonly DeadLetter[]) {
    if (this.down) throw new Error('Storage is down.');
    for (const { name, content } of letters) this.letters.set(name, content);
  }

  get reasons(): string[] {
    return [...this.letters.values()].map(({ reason }) => reason);
  }
}

import type { DeadLetter, DeadLetterContent } from '../../src/pipeline/deadLetter.ts';
import { bodyDigest } from '../../src/pipeline/deadLetters/bodyDigest.ts';
import type { DeadLetterArchive, LetterEntry, OpenedLetter } from '../../src/pipeline/deadLetters/deadLetterArchive.ts';
import { parseLetterName } from '../../src/pipeline/deadLetters/letterName.ts';
import type { DeadLetterStore } from '../../src/pipeline/storeTweets.ts';

/** Dead letters in memory, as the functions write them and as people look at them; can be told to be down. */
export class MemoryDeadLetterStore implements DeadLetterStore, DeadLetterArchive {
  readonly letters = new Map<string, DeadLetterContent>();
  readonly replayed = new Map<string, Date>();
  down = false;

  async write(letters: readonly DeadLetter[]) {
    this.#assertUp();
    for (const { name, content } of letters) {
      this.letters.set(name, content);
      this.replayed.delete(name);
    }
  }

  async remove(names: readonly string[]) {
    this.#assertUp();
    for (const name of names) {
      this.letters.delete(name);
      this.replayed.delete(name);
    }
  }

  async bodyDigests(names: readonly string[]) {
    this.#assertUp();
    const found = names.flatMap((name) => {
      const content = this.letters.get(name);
      return content ? [[name, bodyDigest(Buffer.from(content.body, 'base64'))] as const] : [];
    });
    return new Map(found);
  }

  async *list(prefix: string) {
    this.#assertUp();
    const names = [...this.letters.keys()].filter((name) => name.startsWith(prefix)).sort();
    // Two at a time, so that nobody relies on getting all at once.
    for (let start = 0; start < names.length; start += 2) {
      const entries = names.slice(start, start + 2).map((name) => this.#entry(name));
      yield entries.filter((entry) => entry !== undefined);
    }
  }

  async find(name: string) {
    this.#assertUp();
    return this.#entry(name);
  }

  async read(name: string): Promise<OpenedLetter | undefined> {
    this.#assertUp();
    const content = this.letters.get(name);
    return content && { name, content, version: this.#version(name) };
  }

  async markReplayed({ name, version }: OpenedLetter, time: Date) {
    this.#assertUp();
    if (this.letters.has(name) && this.#version(name) === version) this.replayed.set(name, time);
  }

  get reasons(): string[] {
    return [...this.letters.values()].map(({ reason }) => reason);
  }

  #entry(name: string): LetterEntry | undefined {
    const [place, content] = [parseLetterName(name), this.letters.get(name)];
    if (place === undefined || content === undefined) return undefined;
    const { reason, attempt, deadLetteredTime } = content;
    const bytes = JSON.stringify(content).length;
    const times = { deadLetteredTime: new Date(deadLetteredTime), replayedTime: this.replayed.get(name) };
    return { name, place, reason, attempt, ...times, bytes };
  }

  #version(name: string): string {
    return JSON.stringify([this.letters.get(name), this.replayed.get(name)]);
  }

  #assertUp() {
    if (this.down) throw new Error('Storage is down.');
  }
}

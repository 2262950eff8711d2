import type { DeadLetter, DeadLetterContent } from '../../src/pipeline/deadLetter.ts';
import { bodyDigest } from '../../src/pipeline/deadLetters/bodyDigest.ts';
import type { DeadLetterArchive, LetterEntry, OpenedLetter } from '../../src/pipeline/deadLetters/deadLetterArchive.ts';
import { parseLetterName } from '../../src/pipeline/deadLetters/letterName.ts';
import type { DeadLetterStore } from '../../src/pipeline/storeTweets.ts';
import { type RunEnd, unending } from '../../src/pipeline/storing/runEnd.ts';

/** Dead letters in memory, as the functions write them and as people look at them; can be told to be down. */
export class MemoryDeadLetterStore implements DeadLetterStore, DeadLetterArchive {
  readonly letters = new Map<string, DeadLetterContent>();
  readonly replayed = new Map<string, Date>();
  down = false;

  async write(letters: Iterable<DeadLetter>, end: RunEnd = unending) {
    for (const { name, content } of letters) {
      this.#assertUp(end);
      this.letters.set(name, content);
      this.replayed.delete(name);
    }
  }

  async remove(names: readonly string[], end: RunEnd = unending) {
    for (const name of names) {
      this.#assertUp(end);
      this.letters.delete(name);
      this.replayed.delete(name);
    }
  }

  async bodyDigests(names: readonly string[], end: RunEnd = unending) {
    return this.#ofEach(names, end, ({ body }) => bodyDigest(Buffer.from(body, 'base64')));
  }

  async properties(names: readonly string[], end: RunEnd = unending) {
    return this.#ofEach(names, end, ({ properties, systemProperties }) => ({ properties, systemProperties }));
  }

  async *list(prefix: string, end: RunEnd = unending) {
    this.#assertUp(end);
    const names = [...this.letters.keys()].filter((name) => name.startsWith(prefix)).sort();
    // Two at a time, so that nobody relies on getting all at once.
    for (let start = 0; start < names.length; start += 2) {
      this.#assertUp(end);
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

  #ofEach<T>(names: readonly string[], end: RunEnd, find: (letter: DeadLetterContent) => T): Map<string, T> {
    const found = new Map<string, T>();
    for (const name of names) {
      this.#assertUp(end);
      const letter = this.letters.get(name);
      if (letter) found.set(name, find(letter));
    }
    return found;
  }

  #assertUp({ noNewRequests }: RunEnd = unending) {
    noNewRequests.throwIfAborted();
    if (this.down) throw new Error('Storage is down.');
  }
}

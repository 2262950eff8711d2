import type { TimedPost } from './post.ts';

/** A post in its place, with what is worked out about it once. */
export interface Entry extends Omit<TimedPost, 'shownUntilMs'> {
  readonly id: bigint;
  shownUntilMs: number;
  /** Whether it matches the query it was last held against. */
  match?: { readonly query: object; readonly isMatch: boolean };
  /** Its JSON in the shape last asked for. */
  json?: { readonly shape: string; readonly text: string };
}

/** All posts, in the order of their ids as numbers. Posts come nearly in order, so adding is cheap. */
export class Timeline {
  readonly #entries: Entry[] = [];
  /** What lies before it is forgotten. */
  #start = 0;

  get size(): number {
    return this.#entries.length - this.#start;
  }

  /** Throws RangeError for an id that is there already. */
  add({ post, shownFromMs, shownUntilMs = Number.POSITIVE_INFINITY }: TimedPost): void {
    const entry = { id: BigInt(post.id), post, shownFromMs, shownUntilMs };
    const index = this.#indexOf(entry.id);
    if (this.#entries[index]?.id === entry.id) throw new RangeError(`There is a post ${post.id} already.`);
    if (index === this.#entries.length) this.#entries.push(entry);
    else this.#entries.splice(index, 0, entry);
  }

  /** From then on search does not show the post; nothing happens to one that is unknown or hidden already. */
  hide(id: string, fromMs: number): void {
    const entry = this.#entries[this.#indexOf(BigInt(id))];
    if (entry?.id === BigInt(id)) entry.shownUntilMs = Math.min(entry.shownUntilMs, fromMs);
  }

  /** Newest first, both bounds exclusive, whatever the time shows of them. */
  *between(above: bigint, below: bigint): Generator<Entry> {
    for (let index = this.#indexOf(below) - 1; index >= this.#start; index -= 1) {
      const entry = this.#entries[index];
      if (entry === undefined || entry.id <= above) return;
      yield entry;
    }
  }

  /** Lets go of all below an id. */
  forgetBelow(id: bigint): void {
    this.#start = this.#indexOf(id);
    if (this.#start < 1000 || this.#start < this.#entries.length / 2) return;
    this.#entries.splice(0, this.#start);
    this.#start = 0;
  }

  /** Where the first entry with this id or a larger one lies. */
  #indexOf(id: bigint): number {
    let low = this.#start;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = this.#entries[middle];
      if (found !== undefined && found.id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function isShownAt({ shownFromMs, shownUntilMs }: Entry, timeMs: number): boolean {
  return shownFromMs <= timeMs && timeMs < shownUntilMs;
}

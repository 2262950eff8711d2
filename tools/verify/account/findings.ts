const mostKept = 20;

/** Counts what was found, and keeps the words of the first few. */
export class Findings {
  #count = 0;
  #told = 0;
  readonly #first: string[] = [];

  get count(): number {
    return this.#count;
  }

  /** How many the words do not cover. */
  get more(): number {
    return this.#count - this.#told;
  }

  get first(): readonly string[] {
    return this.#first;
  }

  add(what: string, count = 1): void {
    this.#count += count;
    if (this.#first.length >= mostKept) return;
    this.#first.push(what);
    this.#told += count;
  }

  copy(): Findings {
    const copy = new Findings();
    copy.#count = this.#count;
    copy.#told = this.#told;
    copy.#first.push(...this.#first);
    return copy;
  }
}

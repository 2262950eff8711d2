const mostKept = 20;

/** Counts what was found, and keeps the words of the first few. */
export class Findings {
  #count = 0;
  readonly #first: string[] = [];

  get count(): number {
    return this.#count;
  }

  get first(): readonly string[] {
    return this.#first;
  }

  add(what: string, count = 1): void {
    this.#count += count;
    if (this.#first.length < mostKept) this.#first.push(what);
  }

  copy(): Findings {
    const copy = new Findings();
    copy.#count = this.#count;
    copy.#first.push(...this.#first);
    return copy;
  }
}

/** A set of whole numbers from 0 that is made of few ranges, such as the sequence numbers that are done. */
export class Intervals {
  /** Apart from each other and in order; both ends belong to them. */
  #ranges: readonly { readonly from: number; readonly to: number }[] = [];

  add(from: number, to: number): void {
    const apart = this.#ranges.filter((range) => range.to < from - 1 || range.from > to + 1);
    const touching = this.#ranges.filter((range) => range.to >= from - 1 && range.from <= to + 1);
    const merged = {
      from: Math.min(from, ...touching.map((range) => range.from)),
      to: Math.max(to, ...touching.map((range) => range.to)),
    };
    this.#ranges = [...apart, merged].toSorted((left, right) => left.from - right.from);
  }

  /** Whether all of `from` to `to` are in the set. */
  holds(from: number, to: number): boolean {
    return from > to || this.#ranges.some((range) => range.from <= from && range.to >= to);
  }

  /** The smallest number from 0 that is not in the set. */
  get frontier(): number {
    const [first] = this.#ranges;
    return first?.from === 0 ? first.to + 1 : 0;
  }

  get size(): number {
    return this.#ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  }
}

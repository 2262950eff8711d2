const firstCapacity = 1_024;

/** 32-bit whole numbers by index, 0 unless set, in four bytes each: a million of them in a Map would take fifty times that. */
export class GrowingIntegers {
  #values = new Int32Array(firstCapacity);
  #length = 0;

  /** One more than the highest index that was set. */
  get length(): number {
    return this.#length;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) this.#grow(index + 1);
    this.#values[index] = value;
    this.#length = Math.max(this.#length, index + 1);
  }

  push(value: number): void {
    this.set(this.#length, value);
  }

  /** A copy of those that were set. */
  values(): Int32Array {
    return this.#values.slice(0, this.#length);
  }

  #grow(atLeast: number): void {
    const grown = new Int32Array(Math.max(atLeast, 2 * this.#values.length));
    grown.set(this.#values);
    this.#values = grown;
  }
}

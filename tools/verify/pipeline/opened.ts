interface Closable {
  close(): Promise<void>;
}

/** What was opened, to be closed in the opposite order. */
export class Opened {
  readonly #opened: Closable[] = [];

  add<T extends Closable>(one: T): T {
    this.#opened.push(one);
    return one;
  }

  /** Closes all, also when one of them fails to; then rejects with the first failure. Safe to call twice. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let one = this.#opened.pop(); one !== undefined; one = this.#opened.pop())
      await one.close().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}

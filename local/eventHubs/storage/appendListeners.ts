/** Those who are told of each append to a log. What one of them throws is said, and keeps neither others nor the log. */
export class AppendListeners {
  readonly #log: (line: string) => void;
  readonly #listeners = new Set<() => void>();

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Until the returned function is called. */
  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (error) {
        this.#log(`A reader could not be told of new events: ${String(error)}`);
      }
    }
  }
}

/** Lets everybody through while it is open, and holds them while it is not. */
export class Gate {
  #waiting: Promise<void> | undefined;
  #open: () => void = () => undefined;

  shut(): void {
    this.#waiting ??= new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#waiting = undefined;
    this.#open();
  }

  async passed(): Promise<void> {
    // It may be shut again between being opened and our turn.
    while (this.#waiting !== undefined) await this.#waiting;
  }
}

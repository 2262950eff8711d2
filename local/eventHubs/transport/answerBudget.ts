/** Answers of one connection's nodes that wait for credit, or have not been settled. */
const maxAnswerBytes = 4 * 1024 * 1024;

/** How many bytes of answers one connection makes the emulator keep, over all its links. */
export class AnswerBudget {
  #kept = 0;

  /** False when there is no room for so many more. */
  take(bytes: number): boolean {
    if (this.#kept + bytes > maxAnswerBytes) return false;
    this.#kept += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#kept -= bytes;
  }
}

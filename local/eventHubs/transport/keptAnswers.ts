import type { AnswerBudget } from './answerBudget.ts';

/** Answers that wait for a client's credit. */
const maxWaiting = 100;

/** What one link keeps of its node's answers, within its connection's budget. */
export class KeptAnswers {
  readonly #waiting: Buffer[] = [];
  readonly #unsettled = new Map<unknown, number>();
  readonly #budget: AnswerBudget;

  constructor(budget: AnswerBudget) {
    this.#budget = budget;
  }

  /** An answer for which there is no room is dropped: the client has left as many as there may be unread. */
  add(message: Buffer): void {
    if (this.#waiting.length < maxWaiting && this.#budget.take(message.length)) this.#waiting.push(message);
  }

  /** Sends what waits as long as `canSend`; `send` gives what `settled` will be told, or undefined for what is settled. */
  flush(canSend: () => boolean, send: (message: Buffer) => unknown): void {
    while (this.#waiting.length > 0 && canSend()) {
      const message = this.#waiting.shift();
      if (!message) return;
      const delivery = send(message);
      if (delivery === undefined) this.#budget.giveBack(message.length);
      else this.#unsettled.set(delivery, message.length);
    }
  }

  settled(delivery: unknown): void {
    this.#budget.giveBack(this.#unsettled.get(delivery) ?? 0);
    this.#unsettled.delete(delivery);
  }

  clear(): void {
    for (const { length } of this.#waiting.splice(0)) this.#budget.giveBack(length);
    for (const delivery of [...this.#unsettled.keys()]) this.settled(delivery);
  }
}

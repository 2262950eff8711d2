import type { ProxiedRequest } from './exchange.ts';

const reading = ['GET', 'HEAD', 'OPTIONS'];

/** Counts the writes that come to one service, and says up to which of them one was answered by the service, and whole. */
export class AnsweredWrites {
  readonly #numbers = new WeakMap<ProxiedRequest, number>();
  #came = 0;
  #answered = 0;

  /** How many have come, whatever became of them. */
  get came(): number {
    return this.#came;
  }

  /** The number of the last one that was answered, from 1; 0 before there is one. Equal to `came` where none is owed an answer. */
  get answered(): number {
    return this.#answered;
  }

  comes(request: ProxiedRequest): void {
    if (reading.includes(request.method)) return;
    this.#came += 1;
    this.#numbers.set(request, this.#came);
  }

  isAnswered(request: ProxiedRequest): void {
    this.#answered = Math.max(this.#answered, this.#numbers.get(request) ?? 0);
  }
}

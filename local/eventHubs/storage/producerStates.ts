import type { ProducerState } from './partitionLog.ts';

/** With some hundred bytes each, a partition's producers stay small; the service's own bound is not known. */
const mostProducers = 1000;

/** The idempotent producers of a partition; beyond the bound the one that was silent for longest is forgotten. */
export class ProducerStates {
  readonly #byId = new Map<number, ProducerState>();

  constructor(states: Iterable<ProducerState> = []) {
    for (const state of states) this.set(state);
  }

  get(id: number): ProducerState | undefined {
    return this.#byId.get(id);
  }

  set(state: ProducerState): void {
    this.#byId.delete(state.id);
    this.#byId.set(state.id, state);
    const [oldest] = this.#byId.keys();
    if (oldest !== undefined && this.#byId.size > mostProducers) this.#byId.delete(oldest);
  }

  /** From the one that was silent for longest. */
  all(): readonly ProducerState[] {
    return [...this.#byId.values()];
  }
}

import type { FaultKind } from '../faults/fault.ts';

export interface FaultCount {
  /** How often it struck something. */
  readonly injected: number;
  /** How often the pipeline went on afterwards. */
  readonly survived: number;
}

/** Counts each kind that was asked for. */
export class FaultTally {
  readonly #counts: Map<FaultKind, FaultCount>;

  constructor(kinds: readonly FaultKind[]) {
    this.#counts = new Map(kinds.map((kind) => [kind, { injected: 0, survived: 0 }]));
  }

  injected(kind: FaultKind): void {
    this.#add(kind, { injected: 1, survived: 0 });
  }

  survived(kind: FaultKind): void {
    this.#add(kind, { injected: 0, survived: 1 });
  }

  of(kind: FaultKind): FaultCount {
    return this.#counts.get(kind) ?? { injected: 0, survived: 0 };
  }

  /** Whether each kind was injected at least once. */
  get isComplete(): boolean {
    return this.neverInjected.length === 0;
  }

  get neverInjected(): readonly FaultKind[] {
    return [...this.#counts].filter(([, { injected }]) => injected === 0).map(([kind]) => kind);
  }

  get all(): ReadonlyMap<FaultKind, FaultCount> {
    return this.#counts;
  }

  #add(kind: FaultKind, { injected, survived }: FaultCount): void {
    const before = this.of(kind);
    this.#counts.set(kind, { injected: before.injected + injected, survived: before.survived + survived });
  }
}

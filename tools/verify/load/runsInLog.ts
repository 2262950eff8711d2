import type { PublishedRun } from './publishedRun.ts';

/**
 * Sets what each run of `publishTweets` said against what the log holds of that very run: in one sum, what a run has published that
 * was killed before it could say so would stand for tweets of another that are lost. A run's line names no trace, so the trace in
 * an event's `Diagnostic-Id` says nothing of whose it is. Its time does: runs never overlap, an event is enqueued after its run was
 * asked for and before that can say so, and the hub's clock is the one that we go by.
 */
export class RunsInLog {
  readonly #runs: readonly { readonly run: PublishedRun; readonly ids: Set<string> }[];

  constructor(runs: readonly PublishedRun[]) {
    this.#runs = runs.map((run) => ({ run, ids: new Set<string>() }));
  }

  /** An entry of the log that is no send of ours. It may come twice: a batch whose answer was lost is sent again. */
  add({ id, enqueuedMs }: { readonly id: string; readonly enqueuedMs: number }): void {
    this.#runs.find(({ run }) => run.fromMs <= enqueuedMs && enqueuedMs <= run.toMs)?.ids.add(id);
  }

  /** How many tweets the runs said they have published. */
  get told(): number {
    return this.#runs.reduce((sum, { run }) => sum + run.tweets, 0);
  }

  /** How many of these the log holds. */
  get found(): number {
    return this.#runs.reduce((sum, { run, ids }) => sum + Math.min(run.tweets, ids.size), 0);
  }
}

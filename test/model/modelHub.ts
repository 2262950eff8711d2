import type { TweetPublisher } from '../../src/pipeline/publishTweets.ts';

/** A hub that counts how often it got each tweet, and whether a crash explains that it came again. */
export class ModelHub implements TweetPublisher {
  readonly times = new Map<string, number>();
  /** Repeats that no crash explains. */
  duplicated = 0;
  duplicatedByCrash = 0;
  largestStep = 0;
  /** What was taken and not yet remembered by the source: the one step that a crash may repeat. */
  #step: readonly string[] = [];
  readonly #mayComeAgain = new Set<string>();

  async publish(events: readonly { readonly partitionKey?: string; readonly body: Uint8Array }[]) {
    this.#step = events.map(({ partitionKey = '' }) => partitionKey);
    this.largestStep = Math.max(this.largestStep, events.length);
    for (const id of this.#step) this.#take(id);
    return { partitions: 1, batches: 1, tooLarge: [] };
  }

  async reach(): Promise<void> {}

  /** The run died: its last step may come once more. */
  crashed(): void {
    for (const id of this.#step) this.#mayComeAgain.add(id);
    this.#step = [];
  }

  #take(id: string): void {
    const times = this.times.get(id) ?? 0;
    this.times.set(id, times + 1);
    if (times === 0) return;
    if (this.#mayComeAgain.delete(id)) this.duplicatedByCrash += 1;
    else this.duplicated += 1;
  }
}

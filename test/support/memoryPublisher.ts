import { partitionOfKey } from '../../src/pipeline/partitionOfKey.ts';
import type { TweetPublisher } from '../../src/pipeline/publishTweets.ts';
import type { TweetEvent } from '../../src/pipeline/tweetEvent.ts';

/** A hub in memory with 4 partitions and room for messages of 1 MiB. */
export class MemoryPublisher implements TweetPublisher {
  readonly partitions: TweetEvent[][] = [[], [], [], []];

  async publish(events: readonly TweetEvent[]) {
    const tooLarge = events.filter(({ body }) => body.length > 2 ** 20);
    const accepted = events.filter((event) => !tooLarge.includes(event));
    for (const event of accepted) this.partitions[this.#partition(event)]?.push(event);
    const { size } = new Set(accepted.map((event) => this.#partition(event)));
    return { partitions: size, batches: size, tooLarge };
  }

  async reach(): Promise<void> {}

  get events(): TweetEvent[] {
    return this.partitions.flat();
  }

  #partition({ partitionKey, partitionId }: TweetEvent): number {
    if (partitionId !== undefined) return Number(partitionId);
    return partitionKey === undefined ? 0 : partitionOfKey(partitionKey, this.partitions.length);
  }
}

import type { HubEvent } from '../../../src/pipeline/eventBatch.ts';
import { partitionOfKey } from '../../../src/pipeline/partitionOfKey.ts';
import type { TweetEvent } from '../../../src/pipeline/tweetEvent.ts';

const partitionCount = 4;

/** A hub that takes everything, and gives it out once. */
export class SimulatedHub {
  readonly name = 'tweets';
  readonly #now: () => number;
  readonly #sequenceNumbers = new Map<string, number>();
  #events = new Map<string, HubEvent[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  take(events: readonly TweetEvent[]): void {
    for (const event of events) this.#take(String(partitionOfKey(event.partitionKey ?? '', partitionCount)), event);
  }

  /** By partition, in order. */
  taken(): ReadonlyMap<string, readonly HubEvent[]> {
    const events = this.#events;
    this.#events = new Map();
    return events;
  }

  #take(partition: string, { body, properties }: TweetEvent): void {
    const sequenceNumber = this.#sequenceNumbers.get(partition) ?? 0;
    this.#sequenceNumbers.set(partition, sequenceNumber + 1);
    const event = {
      hub: this.name,
      partition,
      sequenceNumber,
      offset: String(sequenceNumber * 600),
      enqueuedTime: new Date(this.#now()),
      partitionKey: undefined,
      properties,
      systemProperties: {},
      body,
    };
    const events = this.#events.get(partition);
    if (events) events.push(event);
    else this.#events.set(partition, [event]);
  }
}

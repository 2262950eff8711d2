import { type EventDataBatch, EventHubProducerClient, RetryMode } from '@azure/event-hubs';
import { partitionOfKey } from '../pipeline/partitionOfKey.ts';
import type { Published, TweetPublisher } from '../pipeline/publishTweets.ts';
import type { TweetEvent } from '../pipeline/tweetEvent.ts';
import { credentialOf, type Identity } from './credential.ts';
import { hubError } from './hubError.ts';
import { inParallel } from './inParallel.ts';

export type HubConnection =
  | { readonly connectionString: string }
  | { readonly fullyQualifiedNamespace: string; readonly identity: Identity };

/** For a whole run: beyond it the run fails, and the next one starts afresh. */
const runTimeLimitMs = 60_000;
export interface EventHubPublisherOptions {
  /** Of `reach`. The hub answers within a second; a connection that has to be made anew takes a few. */
  readonly reachTimeLimitMs?: number;
  /** What an error says of a hub that cannot be reached for now; without it, that the next run tries again. */
  readonly later?: string;
}

/** The SDK would wait for 30 s before it tries again. */
const retryOptions = {
  mode: RetryMode.Exponential,
  retryDelayInMs: 500,
  maxRetryDelayInMs: 5_000,
  timeoutInMs: 20_000,
};

/**
 * Publishes to an event hub. One batch of the SDK can carry one partition key only, so the hash of the key is taken
 * here, by the service's own rule, and a batch for a partition holds the events of many keys.
 */
export class EventHubPublisher implements TweetPublisher {
  readonly #client: EventHubProducerClient;
  readonly #reachTimeLimitMs: number;
  readonly #later: string | undefined;
  #partitionIds: Promise<readonly string[]> | undefined;

  constructor(
    connection: HubConnection,
    eventHubName: string,
    { reachTimeLimitMs = 10_000, later }: EventHubPublisherOptions = {},
  ) {
    this.#client = producer(connection, eventHubName);
    this.#reachTimeLimitMs = reachTimeLimitMs;
    this.#later = later;
  }

  /** Rejects with HubError. */
  async publish(events: readonly TweetEvent[]): Promise<Published> {
    try {
      return await this.#publish(events);
    } catch (error) {
      throw hubError(this.#client.eventHubName, error, this.#later);
    }
  }

  /** Rejects with HubError. */
  async reach(): Promise<void> {
    try {
      await this.#client.getEventHubProperties({ abortSignal: AbortSignal.timeout(this.#reachTimeLimitMs) });
    } catch (error) {
      throw hubError(this.#client.eventHubName, error, this.#later);
    }
  }

  /** Safe to call twice. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  async #publish(events: readonly TweetEvent[]): Promise<Published> {
    const abortSignal = AbortSignal.timeout(runTimeLimitMs);
    const groups = groupByPartition(events, await this.#partitions(abortSignal));
    const send = ([id, group]: EventGroup) => this.#send(id, group, abortSignal);
    const sent = await inParallel(
      groups.length,
      groups.map((group) => () => send(group)),
    );
    return {
      partitions: sent.filter(({ batches }) => batches > 0).length,
      batches: sent.reduce((sum, { batches }) => sum + batches, 0),
      tooLarge: sent.flatMap(({ tooLarge }) => tooLarge),
    };
  }

  /** Asked once: a hub's count of partitions changes so rarely that a restart may be asked for. */
  #partitions(abortSignal: AbortSignal): Promise<readonly string[]> {
    this.#partitionIds ??= this.#client.getPartitionIds({ abortSignal }).catch((error: unknown) => {
      this.#partitionIds = undefined;
      throw error;
    });
    return this.#partitionIds;
  }

  /** Sends events to one partition in their order, in as few batches as their bytes allow. */
  async #send(partitionId: string | undefined, events: readonly TweetEvent[], abortSignal: AbortSignal) {
    const options = partitionId === undefined ? { abortSignal } : { partitionId, abortSignal };
    const tooLarge: TweetEvent[] = [];
    let batches = 0;
    let batch = await this.#client.createBatch(options);
    const flush = async () => {
      await this.#client.sendBatch(batch, { abortSignal });
      batches += 1;
    };
    for (const event of events) {
      if (add(batch, event)) continue;
      if (batch.count > 0) {
        await flush();
        batch = await this.#client.createBatch(options);
        if (add(batch, event)) continue;
      }
      tooLarge.push(event);
    }
    if (batch.count > 0) await flush();
    return { batches, tooLarge };
  }
}

function producer(connection: HubConnection, eventHubName: string): EventHubProducerClient {
  const options = { retryOptions };
  if ('connectionString' in connection) {
    return new EventHubProducerClient(connection.connectionString, eventHubName, options);
  }
  const { fullyQualifiedNamespace, identity } = connection;
  return new EventHubProducerClient(fullyQualifiedNamespace, eventHubName, credentialOf(identity), options);
}

/** A partition's id, if it matters, and what goes there. */
type EventGroup = readonly [string | undefined, readonly TweetEvent[]];

/** Events without a key are one group of their own: the hub hands it to its partitions in turn. */
function groupByPartition(events: readonly TweetEvent[], partitionIds: readonly string[]): readonly EventGroup[] {
  const groups = new Map<string | undefined, TweetEvent[]>();
  for (const event of events) {
    const id = event.partitionId ?? partitionOf(event.partitionKey, partitionIds);
    const group = groups.get(id);
    if (group) group.push(event);
    else groups.set(id, [event]);
  }
  return [...groups];
}

function partitionOf(key: string | undefined, partitionIds: readonly string[]): string | undefined {
  return key === undefined ? undefined : partitionIds[partitionOfKey(key, partitionIds.length)];
}

function add(batch: EventDataBatch, { body, contentType, properties }: TweetEvent): boolean {
  return batch.tryAdd({ body, ...(contentType && { contentType }), properties: { ...properties } });
}

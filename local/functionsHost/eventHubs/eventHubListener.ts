import { randomUUID } from 'node:crypto';
import type {
  EventHubConsumerClient,
  PartitionContext,
  PartitionOwnership,
  ReceivedEventData,
  Subscription,
} from '@azure/event-hubs';
import { messageOf } from '../functionsHostError.ts';
import { reportOnce } from '../reportOnce.ts';
import { whenAborted } from '../whenAborted.ts';
import { BalancingWatch } from './balancingWatch.ts';
import { blobCheckpointStore } from './blobCheckpointStore.ts';
import type { ConsumerPlace } from './blobNames.ts';
import { Checkpoints } from './checkpoints.ts';
import { createConsumer } from './consumerClient.ts';
import { createPartitionRun } from './createPartitionRun.ts';
import type { EventHubListenerOptions } from './eventHubListenerOptions.ts';
import { PartitionOwnerships } from './partitionOwnership.ts';
import type { PartitionRun } from './partitionRun.ts';
import { receivedEvent } from './receivedEvent.ts';
import { describeReceiveError, ownershipLost } from './receiveErrors.ts';
import { startPosition } from './startPosition.ts';

// The SDK waits so long for a first event before it says that nothing came. The extension waits a minute; but the SDK for
// JavaScript notices only after the wait that a connection was lost and opens another one then.
const receiveWaitSeconds = 10;
const watchEveryMs = 1_000;

/** Reads a hub for one function: takes partitions, runs their batches, gives the partitions back. */
export class EventHubListener {
  readonly #options: EventHubListenerOptions;
  readonly #place: ConsumerPlace;
  readonly #ownerId = randomUUID();
  readonly #ownerships: PartitionOwnerships;
  readonly #checkpoints: Checkpoints;
  readonly #runs = new Map<string, PartitionRun>();
  readonly #checkpointTimes = new Map<string, number>();
  readonly #client: EventHubConsumerClient;
  readonly #report: (text: string) => void;
  readonly #closing = new AbortController();
  readonly #balancing: BalancingWatch;
  #subscription: Subscription | undefined;

  /** Starts at once. Throws for a connection that the SDK refuses. */
  constructor(options: EventHubListenerOptions) {
    const { name, trigger, log, clock, container } = options;
    this.#options = options;
    this.#place = { ...trigger.connection, consumerGroup: trigger.consumerGroup };
    this.#report = reportOnce(
      (text) => log.entry('Host.Triggers.EventHubs', 'error', `Event Hubs trigger of ${name}: ${text}`),
      clock,
    );
    this.#ownerships = new PartitionOwnerships(container, this.#place);
    this.#checkpoints = new Checkpoints(container, this.#place, this.#ownerId);
    const store = blobCheckpointStore({
      ownerships: this.#ownerships,
      checkpoints: this.#checkpoints,
      onOwnerships: (found) => {
        this.#balancing.looked();
        this.#loseTaken(found);
      },
      onCheckpoint: ({ partition, writtenAt }) => this.#checkpointTimes.set(partition, writtenAt),
    });
    this.#client = createConsumer(trigger.connection, trigger.consumerGroup, store, this.#ownerId, options.options);
    this.#balancing = new BalancingWatch({
      clock: Date.now,
      elapsed: () => performance.now(),
      intervalMs: options.options.loadBalancingUpdateMs,
      onStandstill: () => void this.#subscribeAnew(),
    });
    const watch = setInterval(() => this.#balancing.check(), watchEveryMs).unref();
    this.#closing.signal.addEventListener('abort', () => clearInterval(watch), { once: true });
    this.#subscription = this.#subscribe();
  }

  /** Resolves when no batch runs any more and what may be checkpointed is. Call after `stopping`. */
  async settle(): Promise<void> {
    await Promise.all([...this.#runs.values()].map((run) => run.end()));
  }

  /** Gives the partitions back and closes the connection. A batch that still runs is not checkpointed any more. */
  async close(): Promise<void> {
    for (const run of this.#runs.values()) run.lose();
    this.#closing.abort();
    await this.#client.close();
  }

  /** What runs is cut off, and read again after the last checkpoint. */
  async #subscribeAnew(): Promise<void> {
    const subscription = this.#subscription;
    // Set back once more while the last one closes: the next subscription begins with that clock anyway.
    if (subscription === undefined) return;
    this.#subscription = undefined;
    this.#report('the clock was set back, so the load balancing begins anew.');
    await subscription.close().catch((error: unknown) => this.#report(messageOf(error)));
    if (this.#closing.signal.aborted || this.#options.stopping.aborted) return;
    this.#subscription = this.#subscribe();
  }

  #subscribe(): Subscription {
    const { options, trigger } = this.#options;
    return this.#client.subscribe(
      {
        processInitialize: async ({ partitionId }) => this.#begin(partitionId),
        processEvents: (events, { partitionId }) => this.#receive(partitionId, events),
        processError: async (error, context) => this.#fail(error, context),
        processClose: async (_, { partitionId }) => this.#end(partitionId),
      },
      {
        maxBatchSize: trigger.isBatched ? options.maxEventBatchSize : 1,
        maxWaitTimeInSeconds: receiveWaitSeconds,
        prefetchCount: options.prefetchCount,
        skipParsingBodyAsJson: true,
        startPosition: startPosition(options.initialOffset),
        trackLastEnqueuedEventProperties: options.trackLastEnqueuedEventProperties,
      },
    );
  }

  #begin(partition: string): void {
    const owned = {
      partition,
      place: this.#place,
      checkpoints: this.#checkpoints,
      checkpointAt: this.#checkpointTimes.get(partition),
      report: this.#report,
    };
    this.#runs.set(partition, createPartitionRun(this.#options, owned));
  }

  async #receive(partition: string, events: readonly ReceivedEventData[]): Promise<void> {
    const run = this.#runs.get(partition);
    if (run === undefined || this.#closing.signal.aborted) return;
    await run.receive(events.map(receivedEvent));
    // The SDK goes on reading a partition that it has lost, and takes it back. This error makes it let go.
    if (run.isLost) throw ownershipLost(partition);
    if (this.#options.stopping.aborted) await whenAborted(this.#closing.signal);
  }

  #fail(error: unknown, { partitionId }: PartitionContext): void {
    if (this.#options.stopping.aborted || this.#runs.get(partitionId)?.isLost) return;
    this.#report(describeReceiveError(error, partitionId, this.#options.trigger.connectionName));
  }

  async #end(partition: string): Promise<void> {
    this.#runs.get(partition)?.lose();
    this.#runs.delete(partition);
    if (this.#closing.signal.aborted) return;
    // When the partition is still ours, or was taken back while its reader ended, it has an owner and no reader. Given
    // back, it is read again after the next look around; kept, only after the ownership has expired.
    await this.#release(partition).catch((error: unknown) => this.#report(messageOf(error)));
  }

  async #release(partition: string): Promise<void> {
    const found = await this.#ownerships.list();
    const own = found.filter(({ partitionId, ownerId }) => partitionId === partition && ownerId === this.#ownerId);
    await this.#ownerships.claim(own.map((ownership) => ({ ...ownership, ownerId: '' })));
  }

  #loseTaken(found: readonly PartitionOwnership[]): void {
    const taken = found.filter(({ ownerId }) => ownerId !== '' && ownerId !== this.#ownerId);
    for (const { partitionId } of taken) this.#runs.get(partitionId)?.lose();
  }
}

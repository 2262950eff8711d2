import type {
  EventPosition,
  ReceivedEventData,
  SubscribeOptions,
  Subscription,
  SubscriptionEventHandlers,
} from '@azure/event-hubs';
import { lastError } from './readerError.ts';

/** As much of an EventHubConsumerClient as reads a partition. */
export interface Subscriber {
  subscribe(partition: string, handlers: SubscriptionEventHandlers, options: SubscribeOptions): Subscription;
}

export interface PartitionSubscription {
  readonly client: Subscriber;
  readonly partition: string;
  readonly startPosition: EventPosition;
  readonly maxBatchSize: number;
  /** Asked before each batch and after each wait in vain: whether these events are another hub's, and not to be taken. */
  beganAnew(): Promise<boolean>;
  /** Takes what arrived; the partition is read on when it resolves. */
  take(events: readonly ReceivedEventData[]): Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Resolves with the first error of a subscription, or with nothing after the signal and when the hub began anew; by then
 * it is closed, and takes no more. Rejects with what `take` rejects with.
 */
export async function readUntilError(reading: PartitionSubscription): Promise<unknown> {
  const { client, partition, startPosition, maxBatchSize, signal } = reading;
  const end = ending();
  let taking: Promise<void> = Promise.resolve();
  const subscription = client.subscribe(
    partition,
    {
      processEvents: (events) => {
        taking = takeChecked(events, reading, end);
        return taking;
      },
      processError: async (error) => end.with(lastError(error)),
    },
    {
      startPosition,
      maxBatchSize,
      // What waits here waits in memory, at up to 1 MB per event.
      prefetchCount: maxBatchSize,
      // Measured, not documented: the SDK sees that a connection was lost only when its present wait is over.
      maxWaitTimeInSeconds: 5,
      skipParsingBodyAsJson: true,
    },
  );
  const stop = (): void => end.with(undefined);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const error = await end.reached;
  signal.removeEventListener('abort', stop);
  await subscription.close().catch(() => undefined);
  await taking;
  return error;
}

/** After the end nothing is taken: a batch behind one that was dropped would hide it. */
async function takeChecked(
  events: readonly ReceivedEventData[],
  { beganAnew, take }: PartitionSubscription,
  end: Ending,
): Promise<void> {
  if (end.isReached()) return;
  try {
    if (await beganAnew()) end.with(undefined);
  } catch (error) {
    end.with(lastError(error));
  }
  if (!end.isReached()) await take(events);
}

interface Ending {
  readonly reached: Promise<unknown>;
  isReached(): boolean;
  with(error: unknown): void;
}

function ending(): Ending {
  let isReached = false;
  let resolve: (value: unknown) => void = () => undefined;
  const reached = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  const end = (error: unknown): void => {
    isReached = true;
    resolve(error);
  };
  return { reached, isReached: () => isReached, with: end };
}

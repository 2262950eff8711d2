import { setTimeout as delay } from 'node:timers/promises';
import type {
  EventPosition,
  ReceivedEventData,
  SubscribeOptions,
  Subscription,
  SubscriptionEventHandlers,
} from '@azure/event-hubs';
import { finalError, firstLine, lastError, type ReaderTarget, sdkCode } from './readerError.ts';
import { after, earliestPosition } from './startPosition.ts';

/** As much of an EventHubConsumerClient as reads a partition. */
export interface Subscriber {
  subscribe(partition: string, handlers: SubscriptionEventHandlers, options: SubscribeOptions): Subscription;
}

export interface PartitionReading {
  readonly client: Subscriber;
  readonly target: ReaderTarget & { readonly partition: string };
  readonly start: EventPosition;
  /** The user named the start, so a hub that refuses it ends the reading: none other is put in its place. */
  readonly startIsChosen: boolean;
  readonly maxBatchSize: number;
  /** Takes what arrived; the partition is read on when it resolves. */
  take(events: readonly ReceivedEventData[]): Promise<void>;
  /** Told, in one sentence, about an error after which the partition is read again. */
  say(message: string): void;
  readonly retryDelayMs: number;
  readonly signal: AbortSignal;
}

/**
 * Reads one partition until the signal, each event once, across lost connections. Rejects with a ViewError for what no
 * repetition mends. The SDK's own repetitions are left out: they are silent, and for a subscription without checkpoints
 * they begin again at its start position after the last of them.
 */
export async function readPartition(reading: PartitionReading): Promise<void> {
  const { target, signal } = reading;
  let position = reading.start;
  const note = (events: readonly ReceivedEventData[]): void => {
    const last = events.at(-1);
    if (last) position = after(last.sequenceNumber);
  };
  while (!signal.aborted) {
    const error = await readUntilError(reading, position, note);
    if (signal.aborted) return;
    if (sdkCode(error) === 'ArgumentError' && isMovable(position, reading)) {
      position = earliestPosition;
      reading.say(`Partition ${target.partition} began anew; reading it from its first event.`);
      continue;
    }
    const final = finalError(error, target);
    if (final) throw final;
    reading.say(`Cannot read from ${target.namespace}, trying again: ${firstLine(error)}`);
    await delay(reading.retryDelayMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Whether another position may take the place of a refused one; what the first event is refused for, none would mend. */
function isMovable(position: EventPosition, { start, startIsChosen }: PartitionReading): boolean {
  return position !== earliestPosition && !(startIsChosen && position === start);
}

/** Resolves with the first error of a subscription, or with nothing after the signal; by then it is closed. */
async function readUntilError(
  { client, target, maxBatchSize, take, signal }: PartitionReading,
  startPosition: EventPosition,
  note: (events: readonly ReceivedEventData[]) => void,
): Promise<unknown> {
  const { promise, resolve } = promiseWithResolver();
  let taking: Promise<void> = Promise.resolve();
  const subscription = client.subscribe(
    target.partition,
    {
      processEvents: (events) => {
        taking = take(events).then(() => note(events));
        return taking;
      },
      processError: async (error) => resolve(lastError(error)),
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
  const stop = (): void => resolve(undefined);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const error = await promise;
  signal.removeEventListener('abort', stop);
  await subscription.close().catch(() => undefined);
  await taking;
  return error;
}

function promiseWithResolver(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

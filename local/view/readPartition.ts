import { setTimeout as delay } from 'node:timers/promises';
import type { EventPosition, ReceivedEventData } from '@azure/event-hubs';
import { type HubCreation, isSame } from './hubCreation.ts';
import { finalError, firstLine, type ReaderTarget, sdkCode } from './readerError.ts';
import { readUntilError, type Subscriber } from './readUntilError.ts';
import { after, earliestPosition } from './startPosition.ts';

export interface PartitionReading {
  readonly client: Subscriber;
  readonly target: ReaderTarget & { readonly partition: string };
  readonly start: EventPosition;
  /** The user named the start, so a hub that refuses it ends the reading: none other is put in its place. */
  readonly startIsChosen: boolean;
  readonly creation: HubCreation;
  /** The creation of the hub that `start` belongs to. */
  readonly createdOn: number;
  readonly maxBatchSize: number;
  /** Takes what arrived; the partition is read on when it resolves. */
  take(events: readonly ReceivedEventData[]): Promise<void>;
  /** Told, in one sentence, about an error after which the partition is read again. */
  say(message: string): void;
  readonly retryDelayMs: number;
  readonly signal: AbortSignal;
}

/**
 * Reads one partition until the signal, each event once, across lost connections; of a hub that began anew, all. Rejects
 * with a ViewError for what no repetition mends. The SDK's own repetitions are left out: they are silent, and for a
 * subscription without checkpoints they begin again at its start position after the last of them.
 */
export async function readPartition(reading: PartitionReading): Promise<void> {
  const { client, target, creation, maxBatchSize, signal } = reading;
  const { partition } = target;
  let position = reading.start;
  let { createdOn } = reading;
  // Measured, not documented: after a lost connection the SDK can go on in the new hub without any error.
  const beganAnew = async (): Promise<boolean> => {
    const current = await creation.current();
    if (isSame(current, createdOn)) return false;
    createdOn = current;
    position = earliestPosition;
    return true;
  };
  const take = async (events: readonly ReceivedEventData[]): Promise<void> => {
    await reading.take(events);
    const last = events.at(-1);
    if (last) position = after(last.sequenceNumber);
  };
  while (!signal.aborted) {
    const subscription = { client, partition, startPosition: position, maxBatchSize, beganAnew, take, signal };
    const error = await readUntilError(subscription);
    if (error === undefined) continue;
    creation.forget();
    if (sdkCode(error) === 'ArgumentError') {
      if (await beganAnew().catch(() => false)) continue;
      if (isMovable(position, reading)) {
        position = earliestPosition;
        reading.say(`Partition ${partition} began anew; reading it from its first event.`);
        continue;
      }
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

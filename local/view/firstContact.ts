import { setTimeout as delay } from 'node:timers/promises';
import type { EventHubConsumerClient, EventPosition } from '@azure/event-hubs';
import { finalError, firstLine, lastError, type ReaderTarget } from './readerError.ts';
import { startPosition, type ViewStart } from './startPosition.ts';
import { ViewError } from './viewError.ts';

export interface FirstContact {
  readonly client: Pick<EventHubConsumerClient, 'getEventHubProperties' | 'getPartitionProperties'>;
  readonly target: ReaderTarget;
  readonly from: ViewStart;
  /** Undefined for all partitions. */
  readonly partition: string | undefined;
  say(message: string): void;
  readonly retryDelayMs: number;
  readonly signal: AbortSignal | undefined;
}

export interface HubStart {
  /** When the hub was created, in milliseconds since 1970. */
  readonly createdOn: number;
  /** Where each partition to be read begins. */
  readonly positions: ReadonlyMap<string, EventPosition>;
}

const attempts = 3;

/**
 * Which hub is read, and from where. After this an event that is sent is an event that is seen, also by a view
 * from `latest`. Rejects with ViewError when there is no such hub or partition, or no way to it in three attempts;
 * with the signal's reason when that came first.
 */
export async function firstContact(contact: FirstContact): Promise<HubStart> {
  const { target, say, retryDelayMs, signal } = contact;
  for (let attempt = 1; ; attempt++) {
    try {
      return await hubStart(contact);
    } catch (error) {
      signal?.throwIfAborted();
      const cause = lastError(error);
      const final = cause instanceof ViewError ? cause : finalError(cause, target);
      if (final) throw final;
      const fact = `Cannot reach Event Hubs at ${target.namespace}: ${firstLine(cause)}`;
      if (attempt === attempts) {
        throw new ViewError('hub-unreachable', `${fact} Check that it runs and that EventHubConnection names it.`, {
          cause,
        });
      }
      say(`${fact} Trying again.`);
      await delay(retryDelayMs, undefined, { ...(signal && { signal }) });
    }
  }
}

async function hubStart(contact: FirstContact): Promise<HubStart> {
  const { client, from, signal } = contact;
  const options = signal ? { abortSignal: signal } : {};
  const { createdOn, partitionIds } = await client.getEventHubProperties(options);
  const positions = chosen(partitionIds, contact).map(async (id): Promise<[string, EventPosition]> => {
    if (from !== 'latest') return [id, startPosition(from, undefined)];
    const { isEmpty, lastEnqueuedSequenceNumber } = await client.getPartitionProperties(id, options);
    return [id, startPosition(from, isEmpty ? undefined : lastEnqueuedSequenceNumber)];
  });
  return { createdOn: createdOn.getTime(), positions: new Map(await Promise.all(positions)) };
}

function chosen(existing: readonly string[], { partition, target }: FirstContact): readonly string[] {
  if (partition === undefined) return existing;
  if (existing.includes(partition)) return [partition];
  throw new ViewError(
    'partition-not-found',
    `Hub "${target.hub}" has no partition ${partition}. It has ${existing.join(', ')}.`,
  );
}

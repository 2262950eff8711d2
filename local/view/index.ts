import { setTimeout as delay } from 'node:timers/promises';
import type { EventHubConsumerClient } from '@azure/event-hubs';
import { connect, namespaceOf } from './connect.ts';
import { type EventPrinter, eventPrinter } from './eventPrinter.ts';
import { firstContact } from './firstContact.ts';
import { hubCreation } from './hubCreation.ts';
import { readPartition } from './readPartition.ts';
import { sayOnce } from './sayOnce.ts';
import { viewedEvent } from './viewedEvent.ts';
import type { ViewOptions } from './viewOptions.ts';

export type { ViewStart } from './startPosition.ts';
export { ViewError, type ViewErrorCode } from './viewError.ts';
export type { ViewMode } from './viewFormat.ts';
export type { ViewOptions } from './viewOptions.ts';

export interface RunningView {
  /** The partitions that are read. */
  readonly partitions: readonly string[];
  /**
   * Resolves when the view has ended: closed, `count` reached, or nobody reads its output. Rejects with ViewError when
   * the hub can be read no longer: handle it as soon as the view has started.
   */
  readonly done: Promise<void>;
  /** Prints what was collected and ends the view, within a second even if the namespace does not answer. Never rejects. */
  close(): Promise<void>;
}

const closeWithinMs = 900;

/**
 * Shows the events of a hub as they arrive, in batches, on `output`. A reader of its own: no owner level, no checkpoint,
 * so it disturbs no other. Rejects with ViewError when the hub cannot be read. See ViewOptions.
 */
export async function startView(options: ViewOptions): Promise<RunningView> {
  const { from = 'earliest', consumerGroup = '$Default', eventHubName: hub, partition, retryDelayMs = 2_000 } = options;
  const target = { namespace: namespaceOf(options), hub, consumerGroup, partition: undefined };
  const say = sayOnce(options.onError ?? ((message) => void process.stderr.write(`${message}\n`)));
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = (): void => stopping.abort();

  const client = await connect({ ...options, consumerGroup });
  const contact = firstContact({
    client,
    target,
    from,
    partition,
    say: say.tell,
    retryDelayMs,
    signal: options.signal,
  });
  const { createdOn, positions } = await contact.catch(async (error: unknown) => {
    await closed(client);
    throw error;
  });

  const maxEvents = Math.min(options.maxEvents ?? 100, 1_000);
  const printer = eventPrinter(options, maxEvents, stop);
  const creation = hubCreation({ client, known: createdOn, say: say.tell, signal });
  const shared = { client, creation, createdOn, startIsChosen: from !== 'latest', say: say.tell, retryDelayMs, signal };
  const readings = Array.from(positions, ([id, start]) => {
    const take = async (events: readonly Parameters<typeof viewedEvent>[0][]): Promise<void> => {
      say.reset();
      for (const event of events) await printer.take(viewedEvent(event, id));
    };
    const maxBatchSize = Math.min(maxEvents, 50);
    return readPartition({ ...shared, target: { ...target, partition: id }, start, maxBatchSize, take }).finally(stop);
  });

  const done = untilEnd(readings, printer, client);
  const close = async (): Promise<void> => {
    stop();
    await Promise.race([done.catch(() => undefined), delay(closeWithinMs, undefined, { ref: false })]);
  };
  return { partitions: [...positions.keys()], done, close };
}

async function untilEnd(
  readings: readonly Promise<void>[],
  printer: EventPrinter,
  client: EventHubConsumerClient,
): Promise<void> {
  const outcomes = await Promise.allSettled(readings);
  await printer.end();
  await closed(client);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Closes the client, or leaves it when the namespace does not answer. */
async function closed(client: EventHubConsumerClient): Promise<void> {
  await Promise.race([client.close().catch(() => undefined), delay(500, undefined, { ref: false })]);
}

import { EventHubProducerClient } from '@azure/event-hubs';
import { afterEach, beforeEach } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../local/eventHubs/index.ts';
import { type RunningView, startView, type ViewOptions } from '../../../local/view/index.ts';
import { type Collected, collected } from './collected.ts';

/** A hub "tweets" of two partitions, views of it, and what they print. */
export interface ViewedHub {
  hubs(): RunningEventHubs;
  producer(): EventHubProducerClient;
  printed(): Collected;
  /** What a JSON view printed. */
  objects(): Record<string, unknown>[];
  bodies(): unknown[];
  send(partitionId: string, ...bodies: readonly unknown[]): Promise<void>;
  /** Ends the hub and starts another, empty one in its place. */
  beginAnew(): Promise<void>;
  view(options?: Partial<ViewOptions>): Promise<RunningView>;
}

/** One for each test of the file. */
export function viewedHub(): ViewedHub {
  let opened: Awaited<ReturnType<typeof openViewedHub>>;
  beforeEach(async () => {
    opened = await openViewedHub();
  });
  afterEach(() => opened.close());
  return {
    hubs: () => opened.hubs(),
    producer: () => opened.producer(),
    printed: () => opened.printed(),
    objects: () => opened.objects(),
    bodies: () => opened.bodies(),
    send: (partitionId, ...bodies) => opened.send(partitionId, ...bodies),
    beginAnew: () => opened.beginAnew(),
    view: (options) => opened.view(options),
  };
}

/** One for a test that runs beside others. */
export async function openViewedHub(): Promise<ViewedHub & { close(): Promise<void> }> {
  let hubs = await startEventHubs({
    port: 0,
    hub: [{ name: 'tweets', partitionCount: 2, consumerGroups: ['view'] }],
  });
  let producer = new EventHubProducerClient(hubs.connectionString, 'tweets', { retryOptions: { maxRetries: 0 } });
  const printed = collected();
  const closing: (() => Promise<void>)[] = [];

  const objects = (): Record<string, unknown>[] =>
    printed
      .text()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  return {
    hubs: () => hubs,
    producer: () => producer,
    printed: () => printed,
    objects,
    bodies: (): unknown[] => objects().map(({ body }) => body),
    send: (partitionId: string, ...bodies: readonly unknown[]): Promise<void> =>
      producer.sendBatch(
        bodies.map((body) => ({ body })),
        { partitionId },
      ),
    beginAnew: async (): Promise<void> => {
      const { amqpPort: port } = hubs;
      await producer.close();
      await hubs.close();
      hubs = await startEventHubs({ port, hub: [{ name: 'tweets', partitionCount: 2 }] });
      producer = new EventHubProducerClient(hubs.connectionString, 'tweets');
    },
    view: async (options: Partial<ViewOptions> = {}): Promise<RunningView> => {
      const running = await startView({
        connectionString: hubs.connectionString,
        eventHubName: 'tweets',
        output: printed.output,
        columns: () => 100,
        batchWaitMs: 20,
        retryDelayMs: 20,
        onError: () => undefined,
        ...options,
      });
      closing.push(() => running.close());
      return running;
    },
    close: async () => {
      for (const close of closing.splice(0)) await close();
      await producer.close();
      await hubs.close();
    },
  };
}

import { EventHubProducerClient } from '@azure/event-hubs';
import { afterEach, beforeEach } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../local/eventHubs/index.ts';
import { type RunningView, startView, type ViewOptions } from '../../../local/view/index.ts';
import { type Collected, collected } from './collected.ts';

/** A hub "tweets" of two partitions for each test, views of it, and what they print. */
export function viewedHub() {
  let hubs: RunningEventHubs;
  let producer: EventHubProducerClient;
  let printed: Collected;
  const closing: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    hubs = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 2, consumerGroups: ['view'] }] });
    producer = new EventHubProducerClient(hubs.connectionString, 'tweets', { retryOptions: { maxRetries: 0 } });
    printed = collected();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await producer.close();
    await hubs.close();
  });

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
    /** What a JSON view printed. */
    objects,
    bodies: (): unknown[] => objects().map(({ body }) => body),
    send: (partitionId: string, ...bodies: readonly unknown[]): Promise<void> =>
      producer.sendBatch(
        bodies.map((body) => ({ body })),
        { partitionId },
      ),
    /** Ends the hub and starts another, empty one in its place. */
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
  };
}

import {
  EventHubConsumerClient,
  type EventHubConsumerClientOptions,
  EventHubProducerClient,
  type EventPosition,
  type PartitionContext,
  type ReceivedEventData,
  type SubscribeOptions,
} from '@azure/event-hubs';
import { type EventHubsOptions, type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';

/** An emulator of one test file and every client made for it, closed together. */
export interface HubsUnderTest {
  readonly hubs: RunningEventHubs;
  producer(hub?: string, connectionString?: string): EventHubProducerClient;
  consumer(options?: ConsumerChoice): EventHubConsumerClient;
  close(): Promise<void>;
}

export interface ConsumerChoice extends EventHubConsumerClientOptions {
  readonly hub?: string;
  readonly group?: string;
  readonly connectionString?: string;
}

/** One attempt: a refusal must fail the test at once, not after 90 seconds of retries. */
export const once = { retryOptions: { maxRetries: 0 } } as const;

export async function startHubsUnderTest(options: Partial<EventHubsOptions> = {}): Promise<HubsUnderTest> {
  const definitions = [
    { name: 'tweets', partitionCount: 4, consumerGroups: ['store'] },
    { name: 'other', partitionCount: 2 },
  ];
  const hubs = await startEventHubs({ port: 0, hub: definitions, ...options });
  const clients: { close(): Promise<void> }[] = [];
  const keep = <Client extends { close(): Promise<void> }>(client: Client): Client => {
    clients.push(client);
    return client;
  };
  return {
    hubs,
    producer: (hub = 'tweets', connectionString = hubs.connectionString) =>
      keep(new EventHubProducerClient(connectionString, hub, once)),
    consumer: ({ hub = 'tweets', group = '$Default', connectionString = hubs.connectionString, ...rest } = {}) =>
      keep(new EventHubConsumerClient(group, connectionString, hub, { ...once, ...rest })),
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await hubs.close();
    },
  };
}

/** Reads `count` events of one partition, then stops. Rejects with the first error of the client. */
export function receive(
  consumer: EventHubConsumerClient,
  { partition = '0', count, from }: { partition?: string; count: number; from: EventPosition },
  options: Partial<SubscribeOptions> = {},
): Promise<readonly ReceivedEventData[]> {
  const received: ReceivedEventData[] = [];
  return new Promise((resolve, reject) => {
    const subscription = consumer.subscribe(
      partition,
      {
        processEvents: async (events) => {
          received.push(...events);
          if (received.length >= count) end(() => resolve(received.slice(0, count)));
        },
        processError: async (error) => end(() => reject(error)),
      },
      { startPosition: from, maxBatchSize: 100, maxWaitTimeInSeconds: 1, ...options },
    );
    const end = (settle: () => void): void => {
      subscription.close().then(settle, reject);
    };
  });
}

/** A reader that stays: `open` resolves when it is attached, `ended` with the error that ended it. */
export function stay(
  consumer: EventHubConsumerClient,
  options: Partial<SubscribeOptions> = {},
  partition = '0',
): {
  readonly events: ReceivedEventData[];
  readonly ended: Promise<Error>;
  readonly close: () => Promise<void>;
  context?: PartitionContext;
} {
  const events: ReceivedEventData[] = [];
  let close = async (): Promise<void> => undefined;
  const ended = new Promise<Error>((resolve) => {
    const subscription = consumer.subscribe(
      partition,
      {
        processEvents: async (batch) => {
          events.push(...batch);
        },
        processError: async (error) => resolve(error),
      },
      { startPosition: { offset: '-1' }, maxBatchSize: 1, maxWaitTimeInSeconds: 1, ...options },
    );
    close = () => subscription.close();
  });
  return { events, ended, close: () => close() };
}

/** Waits until `condition` holds; fails after five seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('What the test waits for did not happen within 5 seconds.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Code and message of what a promise rejects with. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ readonly code: unknown; readonly message: string }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return { code: 'code' in error ? error.code : undefined, message: error.message };
    throw error;
  }
  throw new Error('Nothing was refused.');
}

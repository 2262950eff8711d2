import { EventHubConsumerClient, type ReceivedEventData, type Subscription } from '@azure/event-hubs';
import { answerParent, tellProgress } from './answerParent.ts';
import { clientOptions, partitionCount, throughputHub } from './benchOptions.ts';
import { ClientWindow } from './clientWindow.ts';
import type { ClientFigures } from './figures.ts';
import { numbersOf, textOf } from './numbersOf.ts';

const progressEvery = 50_000;
/** Fewer leave the client waiting: 20 ms after each batch that is not full. */
const maxBatchSize = 1000;

let client: EventHubConsumerClient | undefined;
const window = new ClientWindow();

/** Receives through the SDK, from the first event of all partitions. */
answerParent({
  connect: (input) => {
    client = new EventHubConsumerClient('$Default', textOf(input, 'connectionString'), throughputHub, clientOptions);
    return {};
  },
  receive: async (input) => {
    const { events } = numbersOf(input, ['events']);
    if (!client) throw new Error('The consumer is not connected yet.');
    window.open();
    return await receive(client, events);
  },
  close: () => client?.close(),
});

/** Reads until so many have come. */
async function receive(consumer: EventHubConsumerClient, wanted: number): Promise<ClientFigures> {
  const subscriptions: Subscription[] = [];
  const figures = await new Promise<ClientFigures>((resolve, reject) => {
    let [received, told] = [0, 0];
    const take = (count: number, waitedMs: number): void => {
      received += count;
      window.batch(count, waitedMs);
      if (received - told >= progressEvery) {
        told = received;
        tellProgress(received);
      }
      if (received >= wanted) resolve(window.close());
    };
    for (let partition = 0; partition < partitionCount; partition++) {
      subscriptions.push(subscribe(consumer, String(partition), take, reject));
    }
  });
  await Promise.all(subscriptions.map((subscription) => subscription.close()));
  return figures;
}

/** `take` is told of each batch, and how long it was waited for. */
function subscribe(
  consumer: EventHubConsumerClient,
  partition: string,
  take: (count: number, waitedMs: number) => void,
  fail: (error: Error) => void,
): Subscription {
  let askedMs = performance.now();
  const handlers = {
    processEvents: async (events: readonly ReceivedEventData[]) => {
      if (events.length > 0) take(events.length, performance.now() - askedMs);
      askedMs = performance.now();
    },
    processError: async (error: Error) => fail(error),
  };
  const options = { maxBatchSize, maxWaitTimeInSeconds: 5, skipParsingBodyAsJson: true };
  return consumer.subscribe(partition, handlers, { startPosition: { offset: '-1' }, ...options });
}

import { EventHubConsumerClient, type ReceivedEventData } from '@azure/event-hubs';
import { answerParent, tellProgress } from './answerParent.ts';
import { clientOptions, partitionCount, throughputHub } from './benchOptions.ts';
import { ClientWindow } from './clientWindow.ts';
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

async function receive(consumer: EventHubConsumerClient, wanted: number) {
  let received = 0;
  let told = 0;
  const take = (events: readonly ReceivedEventData[], waitedMs: number): void => {
    received += events.length;
    window.batch(events.length, waitedMs);
    if (received - told < progressEvery) return;
    told = received;
    tellProgress(received);
  };
  const { figures, close } = await new Promise<Finished>((resolve, reject) => {
    const subscriptions = Array.from({ length: partitionCount }, (_, partition) => {
      let askedMs = performance.now();
      return consumer.subscribe(
        String(partition),
        {
          processEvents: async (events) => {
            if (events.length > 0) take(events, performance.now() - askedMs);
            if (received >= wanted) resolve({ figures: window.close(), close: closeAll });
            askedMs = performance.now();
          },
          processError: async (error) => reject(error),
        },
        { startPosition: { offset: '-1' }, maxBatchSize, maxWaitTimeInSeconds: 5, skipParsingBodyAsJson: true },
      );
    });
    const closeAll = async (): Promise<void> => {
      await Promise.all(subscriptions.map((subscription) => subscription.close()));
    };
  });
  await close();
  return figures;
}

interface Finished {
  readonly figures: ReturnType<ClientWindow['close']>;
  readonly close: () => Promise<void>;
}

import { EventHubProducerClient } from '@azure/event-hubs';
import { answerParent, tellProgress } from './answerParent.ts';
import { bodyBytes, clientOptions, partitionCount, throughputHub } from './benchOptions.ts';
import { ClientWindow } from './clientWindow.ts';
import { numbersOf, textOf } from './numbersOf.ts';

const progressEvery = 50_000;
const body = Buffer.alloc(bodyBytes, 'Tributary ');

let client: EventHubProducerClient | undefined;
const window = new ClientWindow();

/** Sends through the SDK: full batches, one in flight on each partition. */
answerParent({
  connect: (input) => {
    client = new EventHubProducerClient(textOf(input, 'connectionString'), throughputHub, clientOptions);
    return {};
  },
  send: async (input) => {
    const { events } = numbersOf(input, ['events']);
    window.open();
    const left = { events, told: 0, total: events };
    await Promise.all(Array.from({ length: partitionCount }, (_, partition) => fill(String(partition), left)));
    return window.close();
  },
  close: () => client?.close(),
});

interface Left {
  events: number;
  told: number;
  readonly total: number;
}

async function fill(partitionId: string, left: Left): Promise<void> {
  while (client && left.events > 0) {
    const batch = await client.createBatch({ partitionId });
    while (left.events > 0 && batch.tryAdd({ body })) left.events -= 1;
    const start = performance.now();
    await client.sendBatch(batch);
    window.batch(batch.count, performance.now() - start);
    tell(left);
  }
}

function tell(left: Left): void {
  const done = left.total - left.events;
  if (done - left.told < progressEvery) return;
  left.told = done;
  tellProgress(done);
}

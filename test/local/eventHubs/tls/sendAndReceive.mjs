/**
 * A client as people run one: what it trusts comes from NODE_EXTRA_CA_CERTS, which Node.js reads only at its start. Sends
 * one event by each way to connect and prints what came back.
 */
import { EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';

const { connectionString = '', keyName = '', key = '' } = JSON.parse(process.argv[2] ?? '{}');
const hub = 'tweets';
const once = { retryOptions: { maxRetries: 0 } };
const namespace = new URL(connectionString.match(/Endpoint=([^;]+)/)?.[1] ?? '').host;

const producers = [
  new EventHubProducerClient(connectionString, hub, once),
  // Credential clients always use TLS.
  new EventHubProducerClient(namespace, hub, { name: keyName, key }, once),
];
for (const [index, producer] of producers.entries())
  await producer.sendBatch([{ body: `event ${index}` }], { partitionId: '0' });

const consumer = new EventHubConsumerClient('$Default', namespace, hub, { name: keyName, key }, once);
const bodies = [];
await new Promise((resolve, reject) => {
  consumer.subscribe(
    '0',
    {
      processEvents: async (events) => {
        bodies.push(...events.map(({ body }) => body));
        if (bodies.length >= producers.length) resolve();
      },
      processError: async (error) => reject(error),
    },
    { startPosition: { offset: '-1' }, maxBatchSize: 10, maxWaitTimeInSeconds: 1 },
  );
});
await Promise.all([...producers, consumer].map((client) => client.close()));
console.log(JSON.stringify(bodies));

/**
 * A client that comes with a token of Microsoft Entra ID, in a process of its own: it always uses TLS, and what it trusts
 * comes from NODE_EXTRA_CA_CERTS. Prints how asking, sending and reading ended.
 */
import { EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';

const [namespace = '', token = ''] = process.argv.slice(2);
const hub = 'tweets';
const once = { retryOptions: { maxRetries: 0 } };
const hourMs = 3_600_000;
const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + hourMs }) };

const producer = new EventHubProducerClient(namespace, hub, credential, once);
const consumer = new EventHubConsumerClient('$Default', namespace, hub, credential, once);

const read = () =>
  new Promise((resolve, reject) => {
    consumer.subscribe(
      '0',
      { processEvents: async (events) => events.length > 0 && resolve(), processError: async (error) => reject(error) },
      { startPosition: { offset: '-1' }, maxWaitTimeInSeconds: 1 },
    );
  });
const ended = (promise) =>
  promise.then(
    () => ({ code: 'none' }),
    ({ code, message }) => ({ code, message }),
  );

const ask = await ended(producer.getEventHubProperties());
const send = await ended(producer.sendBatch([{ body: 'x' }], { partitionId: '0' }));
const received = await ended(read());
await Promise.all([producer.close(), consumer.close()]);
console.log(JSON.stringify({ ask, send, read: received }));

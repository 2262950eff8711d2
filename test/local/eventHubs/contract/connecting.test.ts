import { EventHubProducerClient } from '@azure/event-hubs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventHubs } from '../../../../local/eventHubs/index.ts';
import { aToken } from '../support/aToken.ts';
import { type HubsUnderTest, once, startHubsUnderTest, stay, until } from '../support/hubsUnderTest.ts';

const key = 'SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE';
const signature = `SharedAccessSignature=${aToken()}`;

/** https://learn.microsoft.com/azure/event-hubs/test-locally-with-event-hub-emulator; ports: core-amqp from 4.3.5 on. */
describe('connecting the real SDK', () => {
  let under: HubsUnderTest;
  beforeAll(async () => {
    under = await startHubsUnderTest();
  });
  afterAll(() => under.close());

  it.each([
    ['the one it hands out', (port: number) => `Endpoint=sb://localhost:${port};${key};UseDevelopmentEmulator=true;`],
    ['a slash after the port', (port: number) => `Endpoint=sb://localhost:${port}/;${key};UseDevelopmentEmulator=true`],
    ['127.0.0.1', (port: number) => `Endpoint=sb://127.0.0.1:${port};${key};UseDevelopmentEmulator=true`],
    [
      'a shared access signature, which comes without SASL',
      (port: number) => `Endpoint=sb://localhost:${port};${signature};UseDevelopmentEmulator=true`,
    ],
  ])('works by a connection string with %s', async (_, connectionString) => {
    const producer = under.producer('tweets', connectionString(under.hubs.amqpPort));
    expect(await producer.getPartitionIds()).toHaveLength(4);
    await producer.sendBatch([{ body: 'x' }]);
  });

  it('works by [::1] where there is IPv6', async () => {
    if (!under.hubs.addresses.includes('::1')) return;
    const producer = under.producer(
      'tweets',
      `Endpoint=sb://[::1]:${under.hubs.amqpPort};${key};UseDevelopmentEmulator=true`,
    );
    await producer.sendBatch([{ body: 'x' }]);
  });

  it('takes the hub from EntityPath', async () => {
    const producer = new EventHubProducerClient(`${under.hubs.connectionString}EntityPath=other`, once);
    expect(await producer.getPartitionIds()).toEqual(['0', '1']);
    await producer.close();
  });

  it('hands out its own port', () => {
    expect(under.hubs.connectionString).toBe(
      `Endpoint=sb://localhost:${under.hubs.amqpPort};${key};UseDevelopmentEmulator=true;`,
    );
  });

  it('serves two emulators at once, each its own hubs', async () => {
    const second = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 1 }] });
    const producer = under.producer('tweets', second.connectionString);
    expect(await producer.getPartitionIds()).toEqual(['0']);
    await producer.close();
    await second.close();
  });

  it('readers come back by themselves when the emulator was stopped and started at the same port', async () => {
    const definition = { hub: [{ name: 'tweets', partitionCount: 1 }] };
    const first = await startEventHubs({ port: 0, ...definition });
    const retrying = { retryOptions: { maxRetries: 20, retryDelayInMs: 50 } };
    const reader = stay(under.consumer({ connectionString: first.connectionString, ...retrying }));
    const producer = under.producer('tweets', first.connectionString);
    await producer.sendBatch([{ body: 'before' }]);
    await until(() => reader.events.length === 1);
    await producer.close();
    await first.close();
    const again = await startEventHubs({ port: first.amqpPort, ...definition });
    // What it read last lies beyond the empty hub: the service refuses that start, and so do we.
    const error = await reader.ended;
    expect(error.message).toContain(
      "The supplied sequence number '0' is invalid. The last sequence number in the system is '-1'",
    );
    await again.close();
  });
});

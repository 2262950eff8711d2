import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Receiver } from '../../../../local/eventHubs/meaning/receivers.ts';
import { anEvent } from '../support/anEvent.ts';
import { httpCall } from '../support/httpCall.ts';
import { type HubsUnderTest, startHubsUnderTest, stay } from '../support/hubsUnderTest.ts';
import { aLog, serveExplorer } from '../support/serveExplorer.ts';

function receiver(epoch?: bigint, name?: string): Receiver {
  return { epoch, name, disconnect: () => undefined };
}

describe('the overview', () => {
  it('shows hubs, partitions and who reads them', async () => {
    const log = aLog();
    await log.append([anEvent('a'), anEvent('b')]);
    const { hub, port, close } = await serveExplorer([log, aLog()]);
    const [first, second] = hub.partitions;
    if (!first || !second) throw new Error('Partitions are missing.');
    hub.receivers('STORE', first).admit(receiver(3n, '<i>owner</i>'));
    hub.receivers('$Default', first).admit(receiver());
    hub.receivers('store', second).admit(receiver(638_700_000_000_000_001n));
    const { text, headers } = await httpCall(port, '/api/overview');
    await close();
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(text)).toEqual({
      time: '1970-01-01T00:01:00.000Z',
      connectionString: 'Endpoint=sb://localhost:5672;SharedAccessKey=<key>;',
      hubs: [
        {
          name: 'tweets',
          createdAt: '1970-01-01T00:00:00.000Z',
          consumerGroups: ['$Default', 'store'],
          partitions: [
            {
              id: '0',
              firstSequenceNumber: 0,
              lastSequenceNumber: 1,
              bytes: log.storedBytes,
              oldestEnqueuedTime: '1970-01-01T00:00:01.000Z',
              newestEnqueuedTime: '1970-01-01T00:00:01.000Z',
              receivers: [
                { consumerGroup: '$Default', ownerLevel: null, name: null },
                { consumerGroup: 'store', ownerLevel: 3, name: '<i>owner</i>' },
              ],
            },
            {
              id: '1',
              firstSequenceNumber: null,
              lastSequenceNumber: null,
              bytes: 0,
              oldestEnqueuedTime: null,
              newestEnqueuedTime: null,
              receivers: [{ consumerGroup: 'store', ownerLevel: '638700000000000001', name: null }],
            },
          ],
        },
      ],
    });
  });
});

describe('the overview of a running emulator', () => {
  let running: HubsUnderTest;
  beforeAll(async () => {
    running = await startHubsUnderTest({
      httpPort: 0,
      policy: [{ name: 'Own', key: 'a-secret-key', claims: ['Manage', 'Send', 'Listen'] }],
    });
  });
  afterAll(() => running.close());
  const overview = async (): Promise<string> => (await httpCall(running.hubs.httpPort, '/api/overview')).text;

  it('says how to connect, but no key', async () => {
    const text = await overview();
    const { connectionString } = JSON.parse(text);
    expect(connectionString).toBe(running.hubs.connectionString.replace('a-secret-key', '<key>'));
    expect(text).not.toContain('a-secret-key');
  });

  it('shows real readers while they are there, and takes no place of theirs', async () => {
    const readers = [1, 2, 3, 4, 5].map(() => stay(running.consumer()));
    const present = async (): Promise<number> => JSON.parse(await overview()).hubs[0].partitions[0].receivers.length;
    while ((await present()) < 5) await httpCall(running.hubs.httpPort, '/api/hubs/tweets/partitions/0/events');
    await Promise.all(readers.map((reader) => reader.close()));
    while ((await present()) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command, npm, running } from '../support/command.ts';
import { freshClone } from '../support/freshClone.ts';
import { until } from '../support/until.ts';

const minutes = 60_000;
const emptyBody = Buffer.alloc(0);

/** Bodies that a stranger may send, and where each must end. */
const tweet = (id: string, more = {}) => ({ id, text: `Tweet ${id}`, ...more });
const strange = {
  rows: [
    'Azure is the greatest!',
    '"a JSON string"',
    JSON.stringify(tweet('9000000000000000001')),
    // JSON.parse makes this an own property, which must not become anything's prototype.
    '{"id":"9000000000000000002","text":"x","__proto__":{"polluted":true}}',
    JSON.stringify(tweet('9000000000000000003', { created_at: 'no date', public_metrics: 'no object' })),
  ].map((text) => Buffer.from(text)),
  deadLetters: [
    emptyBody,
    Buffer.from('  \n'),
    Buffer.from([0xff, 0xfe, 0x41]),
    Buffer.from('{"id":"1", "text":'),
    Buffer.from('{"id":"not a number","text":"x"}'),
    Buffer.from(`${'['.repeat(40)}${']'.repeat(40)}`),
    Buffer.from('x'.repeat(1_000_000)),
  ],
};

describe('every event that reaches the hub', () => {
  const clone = freshClone();
  let services: Command;
  let host: Command;
  let connectionString: string;
  let storage: string;

  const startHost = (schedule: string): Command => {
    const file = join(clone.path, 'dist', 'local', 'functionsHost', 'main.js');
    const settings = { EventHubConnection: connectionString, AzureWebJobsStorage: storage, TweetStorage: storage };
    const faster = 'AzureFunctionsJobHost__extensions__eventHubs__';
    return new Command(process.execPath, [file, '--app', clone.path, '--port', '0'], clone.path, {
      FUNCTIONS_WORKER_RUNTIME: 'node',
      EVENT_HUB_NAME: 'tweets',
      TWEET_SOURCE: 'test',
      TEST_TWEETS_PER_RUN: '50',
      PUBLISH_SCHEDULE: schedule,
      [`${faster}loadBalancingUpdateInterval`]: '00:00:01',
      [`${faster}partitionOwnershipExpirationInterval`]: '00:00:05',
      ...settings,
    });
  };

  beforeAll(async () => {
    const anyPorts = ['--blob-port', '0', '--queue-port', '0', '--table-port', '0', '--amqp-port', '0'];
    services = npm(['run', 'services', '--', ...anyPorts], clone.path);
    await services.says(/Ctrl-C stops/, 2 * minutes);
    const told = running(clone.path);
    connectionString = String(told.eventHubs);
    storage = String(told.storage);
  }, 2 * minutes);

  afterAll(async () => {
    for (const command of [host, services]) {
      command?.signal('SIGTERM', 'process');
      await command?.exit;
    }
    clone.remove();
  }, minutes);

  it(
    'is one row or one dead letter, also when the host is killed while events wait',
    async () => {
      host = startHost('*/1 * * * * *');
      await host.says(/Stored \d+ tweets/, minutes);
      host.signal('SIGKILL');
      await host.exit;
      await send([...strange.rows, ...strange.deadLetters]);
      // Published by nobody any more, so that the account can be closed: every fourth February.
      host = startHost('0 0 0 29 2 *');
      const sent = await eventsInHub();
      await until(async () => (await rows()).length + (await deadLetters()) >= sent, {
        withinMs: minutes,
        otherwise: () => `not all of ${sent} events are stored:\n${host.text}`,
      });

      const stored = await rows();
      expect({ rows: stored.length, deadLetters: await deadLetters() }).toEqual({
        rows: sent - strange.deadLetters.length,
        deadLetters: strange.deadLetters.length,
      });
      expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
      expect(new Set(stored.map(({ partition, sequenceNumber }) => `${partition}-${sequenceNumber}`)).size).toBe(
        stored.length,
      );
      expect(stored.length).toBeGreaterThan(strange.rows.length);
    },
    3 * minutes,
  );

  async function send(bodies: readonly Buffer[]): Promise<void> {
    const producer = new EventHubProducerClient(connectionString, 'tweets');
    // One partition, so that good and bad ones share a batch.
    for (const body of bodies) await producer.sendBatch([{ body }], { partitionId: '1' });
    await producer.close();
  }

  async function eventsInHub(): Promise<number> {
    const consumer = new EventHubConsumerClient('$Default', connectionString, 'tweets');
    const ids = await consumer.getPartitionIds();
    const partitions = await Promise.all(ids.map((id) => consumer.getPartitionProperties(id)));
    await consumer.close();
    return partitions
      .map(({ lastEnqueuedSequenceNumber }) => lastEnqueuedSequenceNumber + 1)
      .reduce((sum, each) => sum + each, 0);
  }

  async function rows(): Promise<Record<string, unknown>[]> {
    const table = TableClient.fromConnectionString(storage, 'tweets', { allowInsecureConnection: true });
    const found: Record<string, unknown>[] = [];
    for await (const row of table.listEntities()) found.push(row);
    return found;
  }

  async function deadLetters(): Promise<number> {
    const container = BlobServiceClient.fromConnectionString(storage).getContainerClient('dead-letters');
    let count = 0;
    for await (const { name } of container.listBlobsFlat()) count += name === '' ? 0 : 1;
    return count;
  }
});

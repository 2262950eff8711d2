import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command, npm, running } from '../support/command.ts';
import { freshClone } from '../support/freshClone.ts';
import { readHub } from '../support/readHub.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
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

describe('every event that reaches the hub, with the package that is deployed', () => {
  const clone = freshClone();
  /** What is deployed, in a folder with nothing of ours around it. */
  const app = temporaryFolder();
  let services: Command;
  let hub: Command;
  let host: Command;
  let port = 0;
  let connectionString: string;
  let storage: string;

  /** The emulator by its own command: what is killed here must leave storage alone, which does not survive that. */
  const startHub = async (): Promise<void> => {
    const options = ['--json', '--port', String(port), '--http-port', '0', '--data', '.local/own-hub'];
    hub = npm(['run', '--silent', 'event-hubs', '--', ...options, '--hub', 'tweets:4:store'], clone.path);
    const [ready] = await hub.says(/^\{.*\}$/m, minutes);
    const told: { amqpPort: number; connectionString: string } = JSON.parse(ready);
    port = told.amqpPort;
    connectionString = told.connectionString;
  };

  const startHost = (schedule: string): Command => {
    const file = join(clone.path, 'dist', 'local', 'functionsHost', 'main.js');
    const settings = { EventHubConnection: connectionString, AzureWebJobsStorage: storage, TweetStorage: storage };
    const faster = 'AzureFunctionsJobHost__extensions__eventHubs__';
    return new Command(process.execPath, [file, '--app', app.path, '--port', '0'], app.path, {
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
    storage = String(running(clone.path).storage);
    const build = npm(['run', 'build:package'], clone.path);
    expect([await build.exit, build.text]).toEqual([0, expect.stringContaining('Wrote ')]);
    cpSync(join(clone.path, 'dist', 'app'), app.path, { recursive: true });
    await startHub();
  }, 5 * minutes);

  afterAll(async () => {
    for (const command of [host, hub, services]) {
      command?.signal('SIGTERM', 'process');
      await command?.exit;
    }
    clone.remove();
    app.remove();
  }, minutes);

  it(
    'is one row or one dead letter, also when host and hub are killed in the middle',
    async () => {
      host = startHost('*/1 * * * * *');
      await host.says(/Stored \d+ tweets/, minutes);
      host.signal('SIGKILL');
      await host.exit;
      let published = publishedBy(host);
      await send([...strange.rows, ...strange.deadLetters]);

      host = startHost('*/1 * * * * *');
      for (const _kill of [1, 2]) {
        await more(host, /Published \d+ tweets/g);
        hub.signal('SIGKILL');
        await hub.exit;
        await startHub();
        await more(host, /Published \d+ tweets/g);
        await more(host, /Stored \d+ tweets/g);
      }
      host.signal('SIGTERM', 'process');
      await host.exit;
      published += publishedBy(host);

      // Published by nobody any more, so that the account can be closed: every fourth February.
      host = startHost('0 0 0 29 2 *');
      const { tweets, texts } = await eventsInHub();
      const expected = tweets.size + texts;
      await until(
        async () => (await rows()).length >= expected && (await deadLetters()) >= strange.deadLetters.length,
        {
          withinMs: 2 * minutes,
          otherwise: () => `not all of ${expected} tweets are stored:\n${host.text}`,
        },
      );

      const stored = await rows();
      expect({ rows: stored.length, deadLetters: await deadLetters() }).toEqual({
        rows: expected,
        deadLetters: strange.deadLetters.length,
      });
      const ids = new Set(stored.map(({ id }) => String(id)));
      expect(ids.size).toBe(stored.length);
      expect([...tweets].filter((id) => !ids.has(id))).toEqual([]);
      expect(new Set(stored.map(({ partition, sequenceNumber }) => `${partition}-${sequenceNumber}`)).size).toBe(
        stored.length,
      );
      // What the publisher was told is taken, the hub has; what it was not told may be there all the same.
      expect(tweets.size).toBeGreaterThanOrEqual(published);
      expect(published).toBeGreaterThan(strange.rows.length);
    },
    6 * minutes,
  );

  /** Waits until the output has one more match than now. */
  async function more(command: Command, pattern: RegExp): Promise<void> {
    const count = (): number => command.text.match(pattern)?.length ?? 0;
    const before = count();
    await until(() => count() > before, { withinMs: minutes, otherwise: () => `no more ${pattern}:\n${command.text}` });
  }

  function publishedBy(command: Command): number {
    const counts = [...command.text.matchAll(/Published (\d+) tweets/g)].map(([, count]) => Number(count));
    return counts.reduce((sum, each) => sum + each, 0);
  }

  async function send(bodies: readonly Buffer[]): Promise<void> {
    const producer = new EventHubProducerClient(connectionString, 'tweets');
    // One partition, so that good and bad ones share a batch.
    for (const body of bodies) await producer.sendBatch([{ body }], { partitionId: '1' });
    await producer.close();
  }

  /** The ids of all tweets in the hub, and the number of bare texts, which have none. */
  async function eventsInHub(): Promise<{ readonly tweets: ReadonlySet<string>; readonly texts: number }> {
    const partitions = await partitionsOfHub();
    const events = await readHub({ connectionString, partitions: () => partitions }, 'tweets');
    const bodies = [...events.values()].flat().map(({ body }) => body);
    const known = new Set([...strange.rows.slice(0, 2), ...strange.deadLetters].map(String));
    const tweets = bodies.map(String).filter((body) => !known.has(body));
    return { tweets: new Set(tweets.map((body) => String(JSON.parse(body).id))), texts: 2 };
  }

  async function partitionsOfHub() {
    const consumer = new EventHubConsumerClient('$Default', connectionString, 'tweets');
    const ids = await consumer.getPartitionIds();
    const partitions = await Promise.all(ids.map((id) => consumer.getPartitionProperties(id)));
    await consumer.close();
    return partitions.map(({ partitionId, beginningSequenceNumber, lastEnqueuedSequenceNumber }) => ({
      hub: 'tweets',
      partition: partitionId,
      beginSequenceNumber: beginningSequenceNumber,
      lastSequenceNumber: lastEnqueuedSequenceNumber,
    }));
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

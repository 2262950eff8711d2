import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../local/eventHubs/index.ts';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import resources from '../../resources.json';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';
import { tweetBody } from '../support/aTweet.ts';
import { Command } from '../support/command.ts';
import { type FaultyProxy, faultyProxy } from '../support/faultyProxy.ts';
import { figuresOf } from '../support/figuresOf.ts';
import { until } from '../support/until.ts';

const minutes = 60_000;
const app = join(__dirname, '..', '..', 'build', 'test');
const now = Date.UTC(2026, 10, 20, 22, 30);

describe('storage that is away', () => {
  let storage: RunningStorage;
  let hub: RunningEventHubs;
  let host: Command;
  const proxies: FaultyProxy[] = [];

  beforeAll(async () => {
    storage = await startStorage({});
    await createResources(storage.connectionString, {
      tables: Object.values(resources.tables),
      containers: Object.values(resources.containers),
    });
    proxies.push(await faultyProxy(storage.ports.table), await faultyProxy(storage.ports.blob));
    const { name, partitionCount, consumerGroups } = resources.eventHub;
    hub = await startEventHubs({
      port: 0,
      hub: [{ name, partitionCount, consumerGroups: Object.values(consumerGroups) }],
    });
  }, 2 * minutes);

  afterAll(async () => {
    host?.signal('SIGTERM', 'process');
    await host?.exit;
    await hub?.close();
    await Promise.all(proxies.map((proxy) => proxy.close()));
    await storage?.close();
  }, minutes);

  const outage = (fault: FaultyProxy['outage']) => {
    for (const proxy of proxies) proxy.outage = fault;
  };

  const startHost = (): Command => {
    const [table, blob] = proxies.map(({ port }) => port);
    const faulty = storage.connectionString
      .replace(`:${storage.ports.table}/`, `:${table}/`)
      .replace(`:${storage.ports.blob}/`, `:${blob}/`);
    const eventHubs = 'AzureFunctionsJobHost__extensions__eventHubs__';
    return new Command(
      process.execPath,
      [join(app, 'dist/local/functionsHost/main.js'), '--app', app, '--port', '0'],
      app,
      {
        FUNCTIONS_WORKER_RUNTIME: 'node',
        AzureWebJobsStorage: storage.connectionString,
        EventHubConnection: hub.connectionString,
        EVENT_HUB_NAME: resources.eventHub.name,
        TweetStorage: faulty,
        TWEET_SOURCE: 'test',
        'AzureWebJobs.publishTweets.Disabled': 'true',
        PUBLISH_SCHEDULE: '0 0 0 29 2 *',
        [`${eventHubs}loadBalancingUpdateInterval`]: '00:00:01',
        [`${eventHubs}partitionOwnershipExpirationInterval`]: '00:00:05',
      },
    );
  };

  it(
    'loses nothing: the hub keeps the events, and the backlog drains by itself once storage is back',
    async () => {
      outage('unavailable');
      await publish(0, 200);
      host = startHost();
      await host.says(/Table tweets cannot be reached \(503\)/, minutes);
      // Otherwise nobody would be told of a batch that never succeeds.
      const attempt = figuresOf(/^.* attempt=\{.*$/m.exec(host.text)?.[0], 'attempt');
      expect(attempt).toMatchObject({ fn: 'storeTweets', firstSeq: 0, why: 'storage-unavailable' });
      expect(attempt.throttled).toBe(attempt.transactions);
      expect(Date.parse(String(attempt.oldestEnqueued))).toBeLessThanOrEqual(Date.now());
      // What stops in the middle of it is no loss either.
      outage('reset');
      host.signal('SIGTERM', 'process');
      await host.exit;
      await publish(200, 400);
      expect(await ids('tweets')).toEqual([]);

      host = startHost();
      await host.says(/Table tweets cannot be reached \((ECONNRESET|RestError|REQUEST_SEND_ERROR)\)/, minutes);
      outage(undefined);
      await until(async () => (await ids('tweets')).length === 400 && (await deadLetters()) === 4, {
        withinMs: minutes,
        otherwise: () => `not all is stored:\n${host.text}`,
      });
      expect(await ids('tweets')).toEqual(Array.from({ length: 400 }, (_, index) => tweetIdAt(now, index)).toSorted());
      expect(host.text).not.toContain('AccountKey');
    },
    4 * minutes,
  );

  /** Tweets of these numbers over all partitions, and one event in each that can never be a row. */
  async function publish(from: number, to: number): Promise<void> {
    const producer = new EventHubProducerClient(hub.connectionString, resources.eventHub.name);
    const bodies = Array.from({ length: to - from }, (_, index) => tweetBody({ id: tweetIdAt(now, from + index) }));
    for (let partition = 0; partition < 4; partition += 1) {
      const share = bodies.filter((_, index) => index % 4 === partition).map((body) => ({ body }));
      await producer.sendBatch(from === 0 ? [{ body: Buffer.from('{') }, ...share] : share, {
        partitionId: String(partition),
      });
    }
    await producer.close();
  }

  async function ids(table: string): Promise<readonly string[]> {
    const client = TableClient.fromConnectionString(storage.connectionString, table, { allowInsecureConnection: true });
    const found: string[] = [];
    for await (const { id } of client.listEntities()) found.push(String(id));
    return found.toSorted();
  }

  async function deadLetters(): Promise<number> {
    const service = BlobServiceClient.fromConnectionString(storage.connectionString);
    let count = 0;
    for await (const { name } of service.getContainerClient(resources.containers.deadLetters).listBlobsFlat()) {
      count += name === '' ? 0 : 1;
    }
    return count;
  }
});

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import { EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { startEventHubs } from '../../../local/eventHubs/index.ts';
import { createResources } from '../../../local/storage/createResources.ts';
import { developmentConnectionString } from '../../../local/storage/developmentStorage.ts';
import { startStorage } from '../../../local/storage/startStorage.ts';
import resources from '../../../resources.json';
import { tweetIdAt } from '../../../src/pipeline/tweetId.ts';
import { tweetBody } from '../../support/aTweet.ts';
import { Command } from '../../support/command.ts';
import { faultyProxy } from '../../support/faultyProxy.ts';

const app = join(__dirname, '..', '..', '..', 'build', 'test');
const eventHubs = 'AzureFunctionsJobHost__extensions__eventHubs__';
const others = ['publishTweets', 'forgetTweets', 'limitTweets'];
const now = Date.UTC(2026, 10, 20, 22, 30);

/** The id of the tweet of that number. */
export const idOf = (number: number): string => tweetIdAt(now, number);

export type PipelineBehindProxies = Awaited<ReturnType<typeof pipelineBehindProxies>>;

/** Storage, a hub, and hosts of the built functions that reach storage through proxies only: the host's own as well. */
export async function pipelineBehindProxies() {
  const storage = await startStorage({});
  const { tables, containers, eventHub } = resources;
  await createResources(storage.connectionString, {
    tables: Object.values(tables),
    containers: Object.values(containers),
  });
  const [table, blob] = [await faultyProxy(storage.ports.table), await faultyProxy(storage.ports.blob)];
  const hostBlob = await faultyProxy(storage.ports.blob);
  const consumerGroups = Object.values(eventHub.consumerGroups);
  const hub = await startEventHubs({ port: 0, hub: [{ ...eventHub, consumerGroups }] });
  const producer = new EventHubProducerClient(hub.connectionString, eventHub.name);
  const hosts: Command[] = [];

  return {
    /** Of rows, of dead letters, and of what the host keeps for itself. */
    proxies: { table, blob, host: hostBlob },
    startHost: (): Command => {
      const arguments_ = [join(app, 'dist/local/functionsHost/main.js'), '--app', app, '--port', '0'];
      const host = new Command(process.execPath, arguments_, app, {
        FUNCTIONS_WORKER_RUNTIME: 'node',
        AzureWebJobsStorage: developmentConnectionString({ ...storage.ports, blob: hostBlob.port }),
        EventHubConnection: hub.connectionString,
        EVENT_HUB_NAME: eventHub.name,
        TweetStorage: developmentConnectionString({ ...storage.ports, table: table.port, blob: blob.port }),
        TWEET_SOURCE: 'test',
        // The tweets are of the day before: what forgets would take them for old.
        ...Object.fromEntries(others.map((name) => [`AzureWebJobs.${name}.Disabled`, 'true'])),
        PUBLISH_SCHEDULE: '0 0 0 29 2 *',
        [`${eventHubs}loadBalancingUpdateInterval`]: '00:00:01',
        [`${eventHubs}partitionOwnershipExpirationInterval`]: '00:00:05',
      });
      hosts.push(host);
      return host;
    },
    /** Tweets of these numbers, from `from` up to `to`, over all partitions. */
    publish: async (from: number, to: number): Promise<void> => {
      for (let partition = 0; partition < eventHub.partitionCount; partition += 1) {
        const share: { body: object }[] = [];
        for (let number = from; number < to; number += 1)
          if (number % eventHub.partitionCount === partition) share.push({ body: tweetBody({ id: idOf(number) }) });
        await producer.sendBatch(share, { partitionId: String(partition) });
      }
    },
    /** One event in each partition that can never be a row. */
    publishBroken: async (): Promise<void> => {
      for (let partition = 0; partition < eventHub.partitionCount; partition += 1)
        await producer.sendBatch([{ body: Buffer.from('{') }], { partitionId: String(partition) });
    },
    /** The ids of all rows, in order; one that has two rows is there twice. Past the proxies. */
    ids: async (): Promise<readonly string[]> => {
      const options = { allowInsecureConnection: true };
      const client = TableClient.fromConnectionString(storage.connectionString, tables.tweets, options);
      const found: string[] = [];
      for await (const { id } of client.listEntities()) found.push(String(id));
      return found.toSorted();
    },
    deadLetters: async (): Promise<number> => {
      const service = BlobServiceClient.fromConnectionString(storage.connectionString);
      let count = 0;
      for await (const _ of service.getContainerClient(containers.deadLetters).listBlobsFlat()) count += 1;
      return count;
    },
    close: async (): Promise<void> => {
      for (const host of hosts) if (host.child.exitCode === null) host.signal('SIGTERM', 'process');
      await Promise.all(hosts.map((host) => host.exit));
      await producer.close();
      await hub.close();
      await Promise.all([table, blob, hostBlob].map((proxy) => proxy.close()));
      await storage.close();
    },
  };
}

/** Publishes some 50 tweets a second from the number `from` on, until the signal. Resolves with the number after the last. */
export async function publishOn(
  { publish }: Pick<PipelineBehindProxies, 'publish'>,
  from: number,
  signal: AbortSignal,
): Promise<number> {
  const atOnce = 12;
  let next = from;
  while (!signal.aborted) {
    await publish(next, next + atOnce);
    next += atOnce;
    await delay((1_000 * atOnce) / 50, undefined, { signal }).catch(() => undefined);
  }
  return next;
}

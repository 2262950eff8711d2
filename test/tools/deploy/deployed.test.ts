import { EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../local/eventHubs/index.ts';
import { createResources } from '../../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../../local/storage/startStorage.ts';
import { tableClient } from '../../../src/adapters/storageClients.ts';
import { tableTweetStore } from '../../../src/adapters/tableTweetStore.ts';
import { tweetRow } from '../../../src/pipeline/storedTweet.ts';
import { unending } from '../../../src/pipeline/storing/runEnd.ts';
import { tweetIdAt } from '../../../src/pipeline/tweetId.ts';
import { unwatched } from '../../../src/pipeline/tweetStore.ts';
import { type Deployed, deployedAt } from '../../../tools/deploy/proof/deployed.ts';
import { aHubEvent } from '../../support/aHubEvent.ts';
import { aTweet } from '../../support/aTweet.ts';

let storage: RunningStorage;
let hub: RunningEventHubs;
let deployed: Deployed;

beforeAll(async () => {
  storage = await startStorage({});
  hub = await startEventHubs({
    port: 0,
    httpPort: 0,
    hub: [{ name: 'tweets', partitionCount: 2, consumerGroups: ['store'] }],
  });
  await createResources(storage.connectionString, { tables: ['tweets'], containers: [] });
  const openHub = () => new EventHubConsumerClient('store', hub.connectionString, 'tweets');
  deployed = deployedAt(tableClient(storage, 'tweets'), openHub);
}, 60_000);

afterAll(async () => {
  await hub.close();
  await storage.close();
}, 30_000);

describe('deployed', () => {
  it('tells the time at the table, to the second', async () => {
    const [before, now, after] = [Date.now(), await deployed.now(), Date.now()];
    expect(now).toBeGreaterThan(before - 1_000);
    expect(now).toBeLessThanOrEqual(after);
    expect(now % 1_000).toBe(0);
  });

  it('knows when the event of the newest row came to the hub, whatever its tweet says', async () => {
    const now = Date.now();
    expect(await deployed.newestRow(now)).toBeUndefined();
    const row = (id: string, enqueuedTime: number) =>
      tweetRow(aTweet({ id }), aHubEvent({ enqueuedTime: new Date(enqueuedTime) }));
    const rows = [row(tweetIdAt(now - 1_000, 1), now - 60_000), row(tweetIdAt(now - 7_200_000, 2), now - 5_000)];
    await tableTweetStore(tableClient(storage, 'tweets')).upsert(rows, unending, unwatched);
    expect(await deployed.newestRow(now)).toBe(now - 5_000);
  });

  it('knows when the hub took its newest event, of any partition', async () => {
    expect(await deployed.newestEvent()).toBeUndefined();
    const before = Date.now();
    const producer = new EventHubProducerClient(hub.connectionString, 'tweets');
    await producer.sendBatch([{ body: 'x' }], { partitionId: '1' });
    await producer.close();
    const newest = await deployed.newestEvent();
    expect(newest).toBeGreaterThanOrEqual(before);
    expect(newest).toBeLessThanOrEqual(Date.now());
  });
});

import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clearCheckpoints, readCheckpoints } from '../../../local/storage/checkpoints.ts';
import { createResources } from '../../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../../local/storage/startStorage.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

describe('storage', () => {
  const folder = temporaryFolder();
  let storage: RunningStorage;
  beforeAll(async () => {
    storage = await startStorage({ location: folder.path });
  });
  afterAll(async () => {
    await storage.close();
    folder.remove();
  });

  const tableOf = (running: RunningStorage) =>
    TableClient.fromConnectionString(running.connectionString, 'rows', { allowInsecureConnection: true });

  it('keeps what was acknowledged over a stop and a start', async () => {
    await createResources(storage.connectionString, { tables: ['rows'], containers: ['letters'] });
    await tableOf(storage).upsertEntity({ partitionKey: 'a', rowKey: 'b' });
    await storage.close();
    storage = await startStorage({ location: folder.path });
    expect(await tableOf(storage).getEntity('a', 'b')).toMatchObject({ rowKey: 'b' });
  });

  it('creates tables and containers once and leaves them alone the second time', async () => {
    const names = { tables: ['rows'], containers: ['letters'] };
    await createResources(storage.connectionString, names);
    await tableOf(storage).upsertEntity({ partitionKey: 'a', rowKey: 'c' });
    await createResources(storage.connectionString, names);
    expect(await tableOf(storage).getEntity('a', 'c')).toMatchObject({ rowKey: 'c' });
  });

  it('clears the checkpoints of the local hub and of no other', async () => {
    const container = BlobServiceClient.fromConnectionString(storage.connectionString).getContainerClient(
      'azure-webjobs-eventhub',
    );
    await container.createIfNotExists();
    const checkpoint = (namespace: string) => container.getBlockBlobClient(`${namespace}/tweets/store/checkpoint/2`);
    for (const namespace of ['localhost', 'mine.servicebus.windows.net']) {
      await checkpoint(namespace).upload('', 0, { metadata: { sequencenumber: '59', offset: '4242' } });
    }
    await container.getBlockBlobClient('localhost/tweets/store/ownership/2').upload('', 0);
    await container.getBlockBlobClient('localhost/tweets2/store/checkpoint/2').upload('', 0);
    expect(await readCheckpoints(storage.connectionString, 'Tweets', AbortSignal.timeout(5_000))).toEqual([
      { consumerGroup: 'store', partition: '2', sequenceNumber: 59 },
    ]);
    await clearCheckpoints(storage.connectionString);
    expect(await readCheckpoints(storage.connectionString, 'tweets', AbortSignal.timeout(5_000))).toEqual([]);
    expect(await checkpoint('mine.servicebus.windows.net').exists()).toBe(true);
  });
});

import type { PartitionOwnership } from '@azure/event-hubs';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Checkpoints } from '../../../../local/functionsHost/eventHubs/checkpoints.ts';
import { PartitionOwnerships } from '../../../../local/functionsHost/eventHubs/partitionOwnership.ts';
import { type RunningStorage, startStorage } from '../../../../local/storage/startStorage.ts';

const place = { namespace: 'localhost', eventHubName: 'hub', consumerGroup: 'group' };
let storage: RunningStorage;
let container: ContainerClient;

beforeAll(async () => {
  storage = await startStorage({});
  container = BlobServiceClient.fromConnectionString(storage.connectionString).getContainerClient('ownerships');
  await container.create();
});
afterAll(() => storage.close());

// BlobCheckpointStoreInternal.cs of azure-sdk-for-net: claims are conditional on the version that was seen
describe('the ownership of a partition', () => {
  const claimBy = (ownerId: string, etag?: string): PartitionOwnership => ({
    fullyQualifiedNamespace: 'localhost',
    eventHubName: 'hub',
    consumerGroup: 'group',
    partitionId: '0',
    ownerId,
    ...(etag !== undefined && { etag }),
  });

  it('goes to one of those who claim it at the same time', async () => {
    const ownerships = new PartitionOwnerships(container, place);
    const first = await Promise.all(['a', 'b'].map((owner) => ownerships.claim([claimBy(owner)])));
    expect(first.flat()).toHaveLength(1);
    const [seen] = await ownerships.list();
    expect(seen).toMatchObject({ partitionId: '0', ownerId: first.flat()[0]?.ownerId });
    const second = await Promise.all(['c', 'd'].map((owner) => ownerships.claim([claimBy(owner, seen?.etag)])));
    expect(second.flat()).toHaveLength(1);
    expect((await ownerships.list())[0]?.ownerId).toBe(second.flat()[0]?.ownerId);
  });
});

describe('the checkpoint of a partition', () => {
  it('is read from a blob of extensions before 5, until there is one of today', async () => {
    const checkpoints = new Checkpoints(container, place, 'me');
    const legacy = JSON.stringify({ PartitionId: '3', Offset: '512', SequenceNumber: 9, Owner: 'x', Epoch: 4 });
    await container.getBlockBlobClient('localhost/hub/group/3').upload(legacy, legacy.length);
    await container.getBlockBlobClient('localhost/hub/group/4').upload('{', 1);
    const position = { partition: '3', offset: '512', sequenceNumber: 9, writtenAt: expect.any(Number) };
    expect(await checkpoints.list()).toEqual([position]);
    await checkpoints.write('3', { offset: '600', sequenceNumber: 11 });
    await checkpoints.write('3', { offset: '640', sequenceNumber: 12 });
    expect(await checkpoints.list()).toEqual([{ ...position, offset: '640', sequenceNumber: 12 }]);
  });
});

import { type EventData, EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { type RunningStorage, startStorage } from '../../../../local/storage/startStorage.ts';
import type { HostProcess } from './hostProcess.ts';
import { hosts } from './hosts.ts';

/** Settings of the extension begin so. */
export const jobHost = 'AzureFunctionsJobHost__extensions__eventHubs__';

export interface Given {
  readonly hub: string;
  readonly trigger?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly connectionString?: string;
}

export const startHubs = (names: readonly string[]): Promise<RunningEventHubs> =>
  startEventHubs({ port: 0, hub: names.map((name) => ({ name, partitionCount: 2, consumerGroups: ['group'] })) });

export const bytes = (...texts: readonly string[]): EventData[] => texts.map((text) => ({ body: Buffer.from(text) }));
export const hex = (...texts: readonly string[]) => texts.map((text) => ({ hex: Buffer.from(text).toString('hex') }));
export const sent = (app: HostProcess) => app.begins.flatMap(({ events }) => events);

/** Storage, hubs and hosts of one test file: the app "events" receives from them. */
export function receivers() {
  const host = hosts();
  const unused = Array.from({ length: 24 }, (_, index) => `hub${index}`);
  let storage: RunningStorage;
  let hubs: RunningEventHubs;
  let blobs: ContainerClient;

  beforeAll(async () => {
    storage = await startStorage({});
    hubs = await startHubs(unused);
    blobs = BlobServiceClient.fromConnectionString(storage.connectionString).getContainerClient(
      'azure-webjobs-eventhub',
    );
    await blobs.createIfNotExists();
  });
  afterAll(async () => {
    await hubs.close();
    await storage.close();
  });

  const receiver = ({
    hub,
    trigger = { cardinality: 'many', dataType: 'binary' },
    settings = {},
    ...given
  }: Given): HostProcess =>
    host({
      app: 'events',
      settings: {
        AzureWebJobsStorage: storage.connectionString,
        HUB: given.connectionString ?? hubs.connectionString,
        HUB_NAME: hub,
        TRIGGER: JSON.stringify(trigger),
        [`${jobHost}loadBalancingUpdateInterval`]: '00:00:01',
        [`${jobHost}partitionOwnershipExpirationInterval`]: '00:00:05',
        ...settings,
      },
    });

  const send = async (hub: string, events: readonly EventData[], partitionId = '0', to = hubs): Promise<void> => {
    const producer = new EventHubProducerClient(to.connectionString, hub);
    await producer.sendBatch([...events], { partitionId });
    await producer.close();
  };

  const checkpoint = async (hub: string, partition = '0'): Promise<Record<string, string> | undefined> => {
    const blob = blobs.getBlobClient(`localhost/${hub}/group/checkpoint/${partition}`);
    return (await blob.exists()) ? (await blob.getProperties()).metadata : undefined;
  };

  const checkpointed = (app: HostProcess, hub: string, sequenceNumber: number) =>
    app.until(
      `checkpoint ${sequenceNumber}`,
      async () => (await checkpoint(hub))?.sequencenumber === String(sequenceNumber),
    );

  return {
    /** A hub that no other test uses. */
    aHub: (): string => unused.shift() ?? 'none left',
    /** Where ownership and checkpoints are. */
    container: () => blobs,
    connectionString: () => hubs.connectionString,
    receiver,
    send,
    checkpoint,
    checkpointed,
  };
}

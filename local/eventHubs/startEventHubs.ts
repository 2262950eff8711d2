import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { Hub } from './meaning/hub.ts';
import { Namespace } from './meaning/namespace.ts';
import { checkOptions, type EventHubsOptions } from './options.ts';
import { defaultRetentionBytes, MemoryPartitionLog } from './storage/memoryPartitionLog.ts';
import { type AcceptedConnection, acceptConnection } from './transport/acceptConnection.ts';
import { listenOnLoopback } from './transport/listenOnLoopback.ts';

export interface PartitionState {
  readonly hub: string;
  readonly partition: string;
  readonly beginSequenceNumber: number;
  /** -1 when the partition is empty. */
  readonly lastSequenceNumber: number;
}

export interface RunningEventHubs {
  readonly port: number;
  /** Of `127.0.0.1` and `::1`, those that listen. */
  readonly addresses: readonly string[];
  /** In the form of https://learn.microsoft.com/azure/event-hubs/test-locally-with-event-hub-emulator, with the port. */
  readonly connectionString: string;
  partitions(): readonly PartitionState[];
  /** Ends all connections and frees the port. Safe to call twice. */
  close(): Promise<void>;
}

const defaultPort = 5672;

/**
 * Starts an Event Hubs namespace on loopback, for clients whose connection string says `UseDevelopmentEmulator=true`.
 * @throws EventHubsOptionsError, or the system's error (EADDRINUSE, EACCES) when the port is taken on either address
 */
export async function startEventHubs(options: EventHubsOptions): Promise<RunningEventHubs> {
  checkOptions(options);
  const { port = defaultPort, clock = Date.now, log = () => undefined } = options;
  const namespace = createNamespace(options, clock);
  const connections = new Map<AcceptedConnection, Promise<void>>();
  const accept = (socket: Socket): void => {
    const gone = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    const connection = acceptConnection(socket, { namespace, clock, newId: randomUUID, log });
    connections.set(connection, gone);
    void gone.then(() => connections.delete(connection));
  };
  const listener = await listenOnLoopback(port, accept, log);
  const close = async (): Promise<void> => {
    const stopped = listener.close();
    for (const connection of connections.keys()) connection.close();
    await Promise.all([stopped, ...connections.values()]);
  };
  let closed: Promise<void> | undefined;
  return {
    port: listener.port,
    addresses: listener.addresses,
    connectionString: `Endpoint=sb://localhost:${listener.port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`,
    partitions: () => namespace.hubs.flatMap(partitionStates),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function createNamespace(
  { hubs, retentionBytesPerPartition = defaultRetentionBytes }: EventHubsOptions,
  clock: () => number,
): Namespace {
  return new Namespace(
    hubs.map(({ name, partitionCount, consumerGroups = [] }) => {
      const logs = Array.from(
        { length: partitionCount },
        () => new MemoryPartitionLog(clock, retentionBytesPerPartition),
      );
      return new Hub({ name, consumerGroups, logs, createdAt: clock() });
    }),
  );
}

function partitionStates({ name, partitions }: Hub): readonly PartitionState[] {
  return partitions.map(({ id, log }) => ({
    hub: name,
    partition: id,
    beginSequenceNumber: log.beginSequenceNumber,
    lastSequenceNumber: log.last.sequenceNumber,
  }));
}

import { randomUUID } from 'node:crypto';
import { connectionStrings } from './connectionString.ts';
import { Hub } from './meaning/hub.ts';
import { Namespace } from './meaning/namespace.ts';
import type { EventHubsOptions } from './options.ts';
import { resolveOptions } from './resolveOptions.ts';
import { openStore } from './storage/openStore.ts';
import { serveAmqp } from './transport/serveAmqp.ts';

export interface PartitionState {
  readonly hub: string;
  readonly partition: string;
  readonly beginSequenceNumber: number;
  /** -1 when the partition is empty. */
  readonly lastSequenceNumber: number;
}

export interface RunningEventHubs {
  readonly amqpPort: number;
  /** Undefined without a `tlsPort`. */
  readonly tlsPort: number | undefined;
  /** Undefined without an `httpPort`. */
  readonly httpPort: number | undefined;
  /** Of `127.0.0.1` and `::1`, those that listen. */
  readonly addresses: readonly string[];
  /**
   * With the first policy, in the form of
   * https://learn.microsoft.com/azure/event-hubs/test-locally-with-event-hub-emulator, with the port.
   */
  readonly connectionString: string;
  /** One per policy, by its name. */
  readonly connectionStrings: Readonly<Record<string, string>>;
  partitions(): readonly PartitionState[];
  /** Ends all connections, finishes what is being written and frees ports and files. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts an Event Hubs namespace, and resolves when clients can connect. It listens on loopback unless told otherwise.
 * @throws EventHubsOptionsError, or the system's error (EADDRINUSE, EACCES) when a port cannot be had
 */
export async function startEventHubs(options: EventHubsOptions): Promise<RunningEventHubs> {
  const resolved = resolveOptions(options);
  const { hubs, data, policies, acceptAnyJwt, maxMessageBytes, clock, log } = resolved;
  const store = await openStore({ ...resolved, folder: data });
  const namespace = new Namespace(
    store.hubs.map((hub, index) => new Hub({ ...hub, consumerGroups: hubs[index]?.consumerGroups ?? [] })),
  );
  const keys = { policies, acceptAnyJwt };
  const emulator = { namespace, keys, maxMessageBytes, clock, newId: randomUUID, log };
  const amqp = await serveAmqp(emulator, resolved).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    await amqp.close();
    await store.close();
  };
  let closed: Promise<void> | undefined;
  return {
    amqpPort: amqp.port,
    tlsPort: undefined,
    httpPort: undefined,
    addresses: amqp.addresses,
    ...connectionStrings(policies, amqp.port),
    partitions: () => namespace.hubs.flatMap(partitionStates),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function partitionStates({ name, partitions }: Hub): readonly PartitionState[] {
  return partitions.map(({ id, log }) => ({
    hub: name,
    partition: id,
    beginSequenceNumber: log.beginSequenceNumber,
    lastSequenceNumber: log.last.sequenceNumber,
  }));
}

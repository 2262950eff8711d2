import { randomUUID } from 'node:crypto';
import { connectionStrings, tlsConnectionStrings } from './connectionString.ts';
import { serveHttp } from './http/serveHttp.ts';
import { storeHealth } from './http/storeHealth.ts';
import { Hub } from './meaning/hub.ts';
import { Namespace } from './meaning/namespace.ts';
import { unusableData } from './options/unusableData.ts';
import type { EventHubsOptions, ResolvedOptions } from './options.ts';
import { resolveOptions } from './resolveOptions.ts';
import { openStore } from './storage/openStore.ts';
import type { Store } from './storage/store.ts';
import { serveAmqpPorts } from './transport/serveAmqpPorts.ts';

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
  /** Of `127.0.0.1` and `::1`, those that listen; with a `host`, that one. */
  readonly addresses: readonly string[];
  /**
   * With the first policy, in the form of
   * https://learn.microsoft.com/azure/event-hubs/test-locally-with-event-hub-emulator, with the port.
   */
  readonly connectionString: string;
  /** One per policy, by its name. */
  readonly connectionStrings: Readonly<Record<string, string>>;
  /** The same for the port with TLS; undefined without a `tlsPort`. */
  readonly tlsConnectionString: string | undefined;
  readonly tlsConnectionStrings: Readonly<Record<string, string>> | undefined;
  /** The certificate of the TLS port in PEM, for clients to trust. */
  readonly certificate: string | undefined;
  /** Its file, where there is one: given, or kept in the data folder. In Node.js for NODE_EXTRA_CA_CERTS. */
  readonly certificateFile: string | undefined;
  partitions(): readonly PartitionState[];
  /** Ends all connections, finishes what is being written and frees ports and files. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts an Event Hubs namespace, and resolves when clients can connect. It listens on loopback unless told otherwise.
 * @throws EventHubsOptionsError, the system's error (EADDRINUSE, EACCES) when a port cannot be had, or an error with the
 * `code` `folder-in-use` when another process has the data folder, `unusable-folder` when it does not fit the hubs
 */
export async function startEventHubs(options: EventHubsOptions = {}): Promise<RunningEventHubs> {
  const resolved = resolveOptions(options);
  const { hubs, host, policies, acceptAnyJwt, maxMessageBytes, clock, log } = resolved;
  const store = await openData(resolved);
  const health = storeHealth(clock);
  const namespace = new Namespace(
    store.hubs.map((hub, index) => {
      const consumerGroups = hubs[index]?.consumerGroups ?? [];
      return new Hub({ ...hub, logs: hub.logs.map(health.watch), consumerGroups });
    }),
  );
  const keys = { policies, acceptAnyJwt };
  const emulator = { namespace, keys, maxMessageBytes, clock, newId: randomUUID, log };
  const amqp = await serveAmqpPorts(emulator, resolved).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  let stopping = false;
  const keyless = policies.map((policy) => ({ ...policy, key: '<key>' }));
  const connectionForm = connectionStrings(keyless, { port: amqp.port, host }).connectionString;
  const served = { namespace, isHealthy: () => !stopping && health.isHealthy(), connectionForm, clock, log };
  const http = await serveHttp(served, resolved).catch(async (error: unknown) => {
    await amqp.close();
    await store.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    stopping = true;
    await amqp.close();
    await store.close();
    // Last, so that who asks is told meanwhile that the service ends.
    await http?.close();
  };
  let closed: Promise<void> | undefined;
  return {
    amqpPort: amqp.port,
    tlsPort: amqp.tls?.port,
    httpPort: http?.port,
    addresses: amqp.addresses,
    ...connectionStrings(policies, { port: amqp.port, host }),
    ...tlsConnectionStrings(policies, amqp.tls && { port: amqp.tls.port, host }),
    certificate: amqp.tls?.certificate.cert,
    certificateFile: options.cert ?? amqp.tls?.certificate.certificateFile,
    partitions: () => namespace.hubs.flatMap(partitionStates),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

async function openData(options: ResolvedOptions): Promise<Store> {
  const { data } = options;
  return openStore({ ...options, folder: data }).catch((error: unknown) => {
    throw data === undefined ? error : unusableData(error, data);
  });
}

function partitionStates({ name, partitions }: Hub): readonly PartitionState[] {
  return partitions.map(({ id, log }) => ({
    hub: name,
    partition: id,
    beginSequenceNumber: log.beginSequenceNumber,
    lastSequenceNumber: log.last.sequenceNumber,
  }));
}

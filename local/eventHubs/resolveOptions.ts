import {
  type EventHubsOptions,
  EventHubsOptionsError,
  type HubDefinition,
  type PolicyDefinition,
  type ResolvedOptions,
  wellKnownPolicy,
} from './options.ts';

const maxPartitions = 1024;
const hubName = /^[a-z0-9][a-z0-9._-]{0,255}$/i;
const groupName = /^[a-z0-9$][a-z0-9._-]{0,49}$/i;
const mib = 1024 * 1024;
const smallestRetention = 64 * 1024;
const hour = 3_600_000;

/**
 * Fills in defaults.
 * @throws EventHubsOptionsError naming the first value that cannot be served
 */
export function resolveOptions(options: EventHubsOptions): ResolvedOptions {
  const { retentionMib = 256, retentionHours = 24 } = options;
  return {
    port: options.port ?? 5672,
    httpPort: options.httpPort,
    tlsPort: options.tlsPort,
    certificate: undefined,
    host: options.host,
    data: options.data,
    hubs: checkHubs((options.hub ?? []).filter((hub) => typeof hub !== 'string')),
    policies: options.policy?.filter((policy): policy is PolicyDefinition => typeof policy !== 'string') ?? [
      wellKnownPolicy,
    ],
    acceptAnyJwt: options.acceptAnyJwt ?? false,
    maxMessageBytes: options.maxMessageSize ?? mib,
    retention: { bytes: checkRetention(retentionMib * mib), milliseconds: retentionHours * hour },
    sync: options.sync ?? false,
    clock: options.clock ?? Date.now,
    log: options.log ?? (() => undefined),
  };
}

function checkRetention(bytes: number): number {
  if (bytes >= smallestRetention) return bytes;
  throw new EventHubsOptionsError(`A retention of ${bytes} bytes is too small. Keep at least ${smallestRetention}.`);
}

function checkHubs(hubs: readonly HubDefinition[]): readonly Required<HubDefinition>[] {
  if (hubs.length === 0) throw new EventHubsOptionsError('No hub is defined. Give at least one.');
  const names = new Set<string>();
  for (const hub of hubs) {
    checkHub(hub);
    if (names.has(hub.name.toLowerCase()))
      throw new EventHubsOptionsError(`Hub "${hub.name}" is defined twice. Name it once.`);
    names.add(hub.name.toLowerCase());
  }
  return hubs.map(({ consumerGroups = [], ...hub }) => ({ ...hub, consumerGroups }));
}

function checkHub({ name, partitionCount, consumerGroups = [] }: HubDefinition): void {
  if (!hubName.test(name)) {
    throw new EventHubsOptionsError(
      `Hub name "${name}" is not valid. Use up to 256 letters, digits, ".", "_" and "-".`,
    );
  }
  if (!Number.isInteger(partitionCount) || partitionCount < 1 || partitionCount > maxPartitions) {
    throw new EventHubsOptionsError(
      `Hub "${name}" has ${partitionCount} partitions. Choose from 1 to ${maxPartitions}.`,
    );
  }
  const bad = consumerGroups.find((group) => !groupName.test(group));
  if (bad !== undefined) {
    throw new EventHubsOptionsError(
      `Consumer group "${bad}" of hub "${name}" is not valid. Use up to 50 letters, digits, ".", "_" and "-".`,
    );
  }
}

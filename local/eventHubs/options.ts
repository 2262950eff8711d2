/** A hub to serve. */
export interface HubDefinition {
  readonly name: string;
  /** 1 to 1024, the most a dedicated cluster offers. */
  readonly partitionCount: number;
  /** `$Default` always exists besides. */
  readonly consumerGroups?: readonly string[];
}

export interface EventHubsOptions {
  /** 5672 unless said; 0 takes any free port. */
  readonly port?: number;
  readonly hubs: readonly HubDefinition[];
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Told about clients that break the protocol. */
  readonly log?: (line: string) => void;
  /** How many bytes of events a partition keeps; the oldest go first. 64 MiB unless said. */
  readonly retentionBytesPerPartition?: number;
}

export class EventHubsOptionsError extends Error {
  readonly code = 'invalid-options';
}

const maxPartitions = 1024;
const hubName = /^[a-z0-9][a-z0-9._-]{0,255}$/i;
const groupName = /^[a-z0-9$][a-z0-9._-]{0,49}$/i;
const smallestRetention = 64 * 1024;

/** @throws EventHubsOptionsError naming the first value that cannot be served */
export function checkOptions({
  hubs,
  retentionBytesPerPartition: retention = smallestRetention,
}: EventHubsOptions): void {
  if (hubs.length === 0) throw new EventHubsOptionsError('No hub is defined. Give at least one.');
  if (!(retention >= smallestRetention)) {
    throw new EventHubsOptionsError(
      `A retention of ${retention} bytes is too small. Keep at least ${smallestRetention}.`,
    );
  }
  const names = new Set<string>();
  for (const hub of hubs) {
    checkHub(hub);
    if (names.has(hub.name.toLowerCase()))
      throw new EventHubsOptionsError(`Hub "${hub.name}" is defined twice. Name it once.`);
    names.add(hub.name.toLowerCase());
  }
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

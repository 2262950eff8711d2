import type { Address } from './address.ts';
import type { Hub, Partition } from './hub.ts';
import { badPartition, notFound, type ServiceError } from './serviceError.ts';

/** What a producer link writes to: a hub, or one partition of it. */
export interface Target {
  readonly hub: Hub;
  readonly partition: Partition | undefined;
}

/** What a consumer link reads from. */
export interface Source {
  readonly hub: Hub;
  readonly group: string;
  readonly partition: Partition;
}

/** The hubs that the emulator serves, by name without case. */
export class Namespace {
  readonly hubs: readonly Hub[];
  readonly #byName: ReadonlyMap<string, Hub>;

  constructor(hubs: readonly Hub[]) {
    this.hubs = hubs;
    this.#byName = new Map(hubs.map((hub) => [hub.name.toLowerCase(), hub]));
  }

  hub(name: string): Hub | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** `entity` is the link's full address, for refusals. */
  target(address: Address, entity: string): Target | ServiceError {
    const hub = address.node === 'hub' ? this.hub(address.hub) : undefined;
    if (address.node !== 'hub' || !hub) return notFound(entity);
    if (address.partition === undefined) return { hub, partition: undefined };
    return withPartition(hub, address.partition);
  }

  /** `entity` is the link's full address, for refusals. */
  source(address: Address, entity: string): Source | ServiceError {
    const hub = address.node === 'reader' ? this.hub(address.hub) : undefined;
    if (address.node !== 'reader' || !hub?.hasGroup(address.group)) return notFound(entity);
    const found = withPartition(hub, address.partition);
    return 'condition' in found ? found : { ...found, group: address.group };
  }
}

function withPartition(hub: Hub, id: string): { readonly hub: Hub; readonly partition: Partition } | ServiceError {
  const partition = hub.partition(id);
  return partition ? { hub, partition } : badPartition(hub.partitions.length);
}

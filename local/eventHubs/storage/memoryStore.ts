import { MemoryPartitionLog } from './memoryPartitionLog.ts';
import type { Store, StoreOptions } from './store.ts';

/** A namespace whose events live as long as the process. */
export function memoryStore({ hubs, retention, clock }: StoreOptions): Store {
  return {
    hubs: hubs.map(({ name, partitionCount }) => ({
      name,
      createdAt: clock(),
      logs: Array.from({ length: partitionCount }, () => new MemoryPartitionLog(clock, retention.bytes)),
    })),
    close: () => Promise.resolve(),
  };
}

import { MemoryPartitionLog } from './memoryPartitionLog.ts';
import type { Store, StoreOptions } from './store.ts';

/** A namespace whose events live as long as the process. */
export function memoryStore({ hubs, retention, clock, log }: StoreOptions): Store {
  const stored = hubs.map(({ name, partitionCount }) => ({
    name,
    createdAt: Math.floor(clock()),
    logs: Array.from(
      { length: partitionCount },
      () => new MemoryPartitionLog(clock, retention.bytes, retention.milliseconds, log),
    ),
  }));
  return {
    hubs: stored,
    applyRetention: () => {
      for (const { logs } of stored) for (const log of logs) log.applyRetention();
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

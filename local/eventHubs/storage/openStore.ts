import { memoryStore } from './memoryStore.ts';
import type { Store, StoreOptions } from './store.ts';

/** Opens the events of a namespace: in their folder, or in memory without one. */
export function openStore(options: StoreOptions): Promise<Store> {
  return Promise.resolve(memoryStore(options));
}

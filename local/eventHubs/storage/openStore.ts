import { diskStore } from './disk/diskStore.ts';
import { memoryStore } from './memoryStore.ts';
import { retainRegularly } from './retainRegularly.ts';
import type { Store, StoreOptions } from './store.ts';

/**
 * Opens the events of a namespace: in their folder, or in memory without one. Old events leave also without traffic.
 * @throws StorageError when another process has the folder, or when it does not fit the hubs
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { folder, retention, log } = options;
  const store = folder === undefined ? memoryStore(options) : await diskStore({ ...options, folder });
  return retainRegularly(store, retention, log);
}

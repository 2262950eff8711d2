import { type DiskChoices, diskStore } from './disk/diskStore.ts';
import { memoryStore } from './memoryStore.ts';
import { retainRegularly } from './retainRegularly.ts';
import type { Store, StoreOptions } from './store.ts';
import { unfailingLog } from './unfailingLog.ts';

/**
 * Opens the events of a namespace: in their folder, or in memory without one. Old events leave also without traffic.
 * @throws StorageError when another process has the folder, or when it does not fit the hubs
 */
export async function openStore(options: StoreOptions, choices: DiskChoices = {}): Promise<Store> {
  const { folder, retention } = options;
  const log = unfailingLog(options.log);
  const known = { ...options, log };
  const store = folder === undefined ? memoryStore(known) : await diskStore({ ...known, folder }, choices);
  return retainRegularly(store, retention, log);
}

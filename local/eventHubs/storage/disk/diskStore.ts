import { mkdir } from 'node:fs/promises';
import type { Store, StoreOptions } from '../store.ts';
import { BlockCache } from './blockCache.ts';
import { lockFolder } from './lockFolder.ts';
import { nodeSegmentFiles } from './nodeSegmentFiles.ts';
import { type OpenHub, openHub } from './openHub.ts';
import type { SegmentFiles } from './segmentFiles.ts';

/** Of all partitions together: what readers at the tail, and those who read the same further back, find in memory. */
const usualCacheBytes = 64 * 1024 * 1024;

export interface DiskChoices {
  readonly files?: SegmentFiles;
  readonly cacheBytes?: number;
}

/**
 * Opens the events of a namespace in a folder, which is made if need be.
 * @throws StorageError when another process has the folder, or when it does not fit the hubs
 */
export async function diskStore(
  options: StoreOptions & { readonly folder: string },
  { files = nodeSegmentFiles, cacheBytes = usualCacheBytes }: DiskChoices = {},
): Promise<Store> {
  const { folder: root } = options;
  await mkdir(root, { recursive: true });
  const unlock = await lockFolder(root);
  const place = { ...options, root, files, cache: new BlockCache(cacheBytes) };
  const hubs: OpenHub[] = [];
  try {
    for (const hub of options.hubs) hubs.push(await openHub(place, hub));
    await applyRetention(hubs);
  } catch (error) {
    await closeAll(hubs);
    await unlock();
    throw error;
  }
  const close = async (): Promise<void> => {
    await closeAll(hubs);
    await unlock();
  };
  let closed: Promise<void> | undefined;
  return {
    hubs,
    applyRetention: () => applyRetention(hubs),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

async function applyRetention(hubs: readonly OpenHub[]): Promise<void> {
  for (const { logs } of hubs) for (const log of logs) await log.applyRetention();
}

async function closeAll(hubs: readonly OpenHub[]): Promise<void> {
  await Promise.all(hubs.flatMap(({ logs }) => logs.map((log) => log.close())));
}

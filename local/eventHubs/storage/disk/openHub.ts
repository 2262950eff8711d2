import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { StorageError } from '../storageError.ts';
import type { StoreOptions } from '../store.ts';
import type { BlockCache } from './blockCache.ts';
import type { DiskPartitionLog } from './diskPartitionLog.ts';
import { folderName } from './folderName.ts';
import { type HubFile, readHubFile, writeHubFile } from './hubFile.ts';
import { identityFromSegments } from './identityFromSegments.ts';
import { listSegments } from './listSegments.ts';
import { createPartition, openPartition } from './openPartition.ts';
import type { PartitionPlace } from './partitionPlace.ts';
import type { SegmentFiles } from './segmentFiles.ts';

export interface HubPlace extends Omit<StoreOptions, 'hubs' | 'folder'> {
  /** The data folder. */
  readonly root: string;
  readonly files: SegmentFiles;
  readonly cache: BlockCache;
}

export interface OpenHub {
  readonly name: string;
  readonly createdAt: number;
  readonly logs: readonly DiskPartitionLog[];
}

/**
 * Opens a hub in the data folder, or makes it. A hub may have grown by partitions.
 * @throws StorageError when it has fewer now, or when a partition that was there is gone
 */
export async function openHub(
  place: HubPlace,
  { name, partitionCount }: StoreOptions['hubs'][number],
): Promise<OpenHub> {
  const folder = join(place.root, 'hubs', folderName(name));
  await mkdir(folder, { recursive: true });
  const known = await knownHub(folder, name, place.log);
  const hub = known ?? { name, id: newId(), createdAt: Math.floor(place.clock()), partitionCount: 0 };
  checkFits(hub, partitionCount, folder);
  const partitions = Array.from({ length: partitionCount }, (_, index) => partitionPlace(place, folder, hub, index));
  for (const added of partitions.slice(hub.partitionCount)) await addPartition(added);
  if (!known || hub.partitionCount < partitionCount) await writeHubFile(folder, { ...hub, partitionCount });
  // A new hub's folder must outlive power loss as its file does.
  if (!known) for (const parent of [join(place.root, 'hubs'), place.root]) await place.files.syncFolder(parent);
  const logs: DiskPartitionLog[] = [];
  for (const partition of partitions) logs.push(await openPartition(partition, place.clock));
  return { name, createdAt: hub.createdAt, logs };
}

/** What is kept of the hub. Without its file, what its segments say: a process may have been killed while it made them. */
async function knownHub(folder: string, name: string, log: (line: string) => void): Promise<HubFile | undefined> {
  const file = await readHubFile(folder);
  if (file && file !== 'damaged') return file;
  const identity = await identityFromSegments(folder);
  if (file || identity) log(`${join(folder, 'hub.json')} is ${file ?? 'missing'}. It is made anew from the segments.`);
  return identity && { ...identity, name, partitionCount: 0 };
}

function checkFits({ name, partitionCount }: HubFile, wanted: number, folder: string): void {
  if (partitionCount <= wanted) return;
  throw new StorageError(
    'unusable-folder',
    `Hub "${name}" has ${partitionCount} partitions in ${folder} and cannot have ${wanted}. Ask for ${partitionCount} or more, or delete the folder together with the checkpoints of its consumers.`,
  );
}

function partitionPlace(place: HubPlace, hubFolder: string, hub: HubFile, partition: number): PartitionPlace {
  const folder = join(hubFolder, String(partition));
  return { ...place, hub, partition, folder, label: relative(place.root, folder).replaceAll(sep, '/') };
}

/** Makes the folder and the first segment of a partition, unless an earlier attempt did. */
async function addPartition(place: PartitionPlace): Promise<void> {
  await mkdir(place.folder, { recursive: true });
  if ((await listSegments(place)).length === 0) await createPartition(place);
}

function newId(): string {
  return randomUUID().replaceAll('-', '');
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderName } from '../../../../local/eventHubs/storage/disk/folderName.ts';

/** The folder of a partition of the hub `tweets`. */
export function partitionFolder(root: string, partition = 0): string {
  return join(root, 'hubs', folderName('tweets'), String(partition));
}

/** Paths of the segments of a partition of the hub `tweets`, oldest first. */
export function segmentsIn(root: string, partition = 0): readonly string[] {
  const folder = partitionFolder(root, partition);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .sort()
    .map((name) => join(folder, name));
}

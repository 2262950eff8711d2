import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StorageError } from '../storageError.ts';
import { nodeSegmentFiles } from './nodeSegmentFiles.ts';
import { systemCode } from './systemCode.ts';

/** What is kept of a hub beside its events. */
export interface HubFile {
  readonly name: string;
  /** 32 hexadecimal digits; the same in every segment. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly partitionCount: number;
}

const formatVersion = 1;

/** Undefined when the file is not there; `damaged` when it cannot be made out. @throws when a later release wrote it */
export async function readHubFile(folder: string): Promise<HubFile | 'damaged' | undefined> {
  const path = join(folder, 'hub.json');
  try {
    return parse(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes the file whole or not at all, and safe from power loss. */
export async function writeHubFile(folder: string, hub: HubFile): Promise<void> {
  const path = join(folder, 'hub.json');
  const temporary = `${path}.new`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(`${JSON.stringify({ formatVersion, ...hub }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await nodeSegmentFiles.syncFolder(dirname(path));
}

function parse(text: string, path: string): HubFile | 'damaged' {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || !('formatVersion' in value)) return 'damaged';
  if (value.formatVersion !== formatVersion) {
    throw new StorageError(
      'unusable-folder',
      `${path} has format ${value.formatVersion}; this release reads format ${formatVersion}. Use the release that wrote it, or another data folder.`,
    );
  }
  if (!('name' in value && 'id' in value && 'createdAt' in value && 'partitionCount' in value)) return 'damaged';
  const { name, id, createdAt, partitionCount } = value;
  if (typeof name !== 'string' || typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id)) return 'damaged';
  if (typeof createdAt !== 'number' || typeof partitionCount !== 'number') return 'damaged';
  return { name, id, createdAt, partitionCount };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

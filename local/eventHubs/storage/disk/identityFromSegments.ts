import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeSegmentFiles } from './nodeSegmentFiles.ts';
import { readBytes } from './readBytes.ts';
import { type HubIdentity, longestHead, parseSegmentHead } from './segmentHead.ts';
import { parseSegmentName } from './segmentName.ts';

/** Whose segments lie in the partitions of a hub's folder, by the first head that is whole; undefined without one. */
export async function identityFromSegments(hubFolder: string): Promise<HubIdentity | undefined> {
  for (const partition of (await readdir(hubFolder)).filter((name) => /^\d+$/.test(name))) {
    const names = (await readdir(join(hubFolder, partition))).filter(parseSegmentName);
    for (const name of names) {
      const file = await nodeSegmentFiles.openToRead(join(hubFolder, partition, name));
      const parsed = parseSegmentHead(await readBytes(file, 0, longestHead).finally(() => file.close()));
      if (parsed) return parsed.head.hub;
    }
  }
  return undefined;
}

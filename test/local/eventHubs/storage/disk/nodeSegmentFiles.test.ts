import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nodeSegmentFiles } from '../../../../../local/eventHubs/storage/disk/nodeSegmentFiles.ts';
import { temporaryFolder } from '../../../../support/temporaryFolder.ts';

describe('files of segments', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it.each([
    ['little', [10, 20, 0, 30]],
    ['as much as is written at once', [65_535, 1]],
    ['a byte more', [65_536, 1]],
    ['much', [300_000, 700_000, 5]],
  ])('hold %s, one buffer behind the other, from the position on', async (_, lengths) => {
    const path = join(folder.path, 'segment');
    const file = await nodeSegmentFiles.create(path);
    const buffers = lengths.map((length, index) => Buffer.alloc(length, index + 1));
    await file.write([Buffer.from('before')], 0);
    await file.write(buffers, 6);
    await file.close();
    const whole = Buffer.concat([Buffer.from('before'), ...buffers]);
    expect(readFileSync(path).equals(whole)).toBe(true);
  });

  it('are never begun over bytes that another one holds', async () => {
    const path = join(folder.path, 'segment');
    writeFileSync(path, 'accepted');
    await expect(nodeSegmentFiles.create(path)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(path, 'utf8')).toBe('accepted');
    writeFileSync(path, '');
    await (await nodeSegmentFiles.create(path)).close();
  });

  it.each([10, 100_000])("reject with the system's error when %d bytes cannot be written", async (bytes) => {
    const path = join(folder.path, 'segment');
    await (await nodeSegmentFiles.create(path)).close();
    const file = await nodeSegmentFiles.openToRead(path);
    await expect(file.write([Buffer.alloc(bytes)], 0)).rejects.toMatchObject({ code: expect.any(String) });
    await file.close();
  });
});

import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '../../../../local/eventHubs/storage/openStore.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { aStoreFolder, hour, mib, oneHub, type StoreFolder } from '../storage/aDiskStore.ts';
import { killableEmulator } from './killableEmulator.ts';

let folder: StoreFolder;

beforeEach(() => {
  folder = aStoreFolder();
});

afterEach(() => folder.remove());

const openAgain = (path: string) =>
  openStore({
    folder: path,
    hubs: oneHub,
    retention: { bytes: mib, milliseconds: hour },
    sync: false,
    clock: () => 0,
    log: () => undefined,
  });

describe('a data folder', () => {
  it('is used by one at a time: a second start names the process, the folder and the way out', async () => {
    await folder.open();
    await expect(openAgain(folder.path)).rejects.toMatchObject({
      code: 'folder-in-use',
      message: `The data folder ${folder.path} is used by process ${process.pid}. Stop that one first, or choose another folder.`,
    });
  });

  it('is the same by whatever path it is reached', async () => {
    await folder.open();
    const links = temporaryFolder();
    symlinkSync(folder.path, join(links.path, 'link'), 'junction');
    try {
      await expect(openAgain(join(links.path, 'link'))).rejects.toMatchObject({ code: 'folder-in-use' });
    } finally {
      links.remove();
    }
  });

  it('is free again after close, and after a start that failed', async () => {
    await folder.open({ hubs: [{ name: 'tweets', partitionCount: 2 }] });
    await expect(folder.open()).rejects.toMatchObject({ code: 'unusable-folder' });
    await folder.open({ hubs: [{ name: 'tweets', partitionCount: 2 }] });
  });

  it('is free as soon as the process that has it is killed, whatever it left behind', async () => {
    const emulator = await killableEmulator({ port: 0, hub: oneHub, data: folder.path });
    try {
      await expect(folder.open()).rejects.toMatchObject({
        message: expect.stringContaining(`used by process ${emulator.pid}.`),
      });
    } finally {
      await emulator.kill();
    }
    await folder.open();
  });

  it('is not taken by a process id that a file names: ids are given out again', async () => {
    writeFileSync(join(folder.path, '_owner'), `${process.ppid}\n`);
    await folder.open();
  });
});

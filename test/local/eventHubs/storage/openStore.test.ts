import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '../../../../local/eventHubs/storage/openStore.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { anEvent } from '../support/anEvent.ts';
import { firstLog, hour, mib, oneHub } from './aDiskStore.ts';
import { faultyFiles } from './faultyFiles.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => folder.remove());

describe('a store whose log throws', () => {
  it('goes on: it refuses what cannot be written and accepts what is', async () => {
    const files = faultyFiles();
    let lines = 0;
    const log = (): void => {
      lines += 1;
      throw new Error('The log is full.');
    };
    const retention = { bytes: 64 * mib, milliseconds: hour };
    const options = { folder: folder.path, hubs: oneHub, retention, sync: false, clock: () => 1000, log };
    const store = await openStore(options, { files });
    files.faults.write = 'ENOSPC';
    await expect(firstLog(store).append([anEvent('x')])).rejects.toMatchObject({ code: 'write-failed' });
    files.faults.write = undefined;
    await firstLog(store).append([anEvent('y')]);
    expect(firstLog(store).last.sequenceNumber).toBe(0);
    expect(lines).toBe(2);
    await store.close();
  });
});

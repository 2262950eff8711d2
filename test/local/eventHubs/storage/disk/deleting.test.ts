import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent } from '../../support/anEvent.ts';
import { aStoreFolder, firstLog, hour, type StoreFolder } from '../aDiskStore.ts';
import { eventsOf } from '../eventsOf.ts';
import { type FaultyFiles, faultyFiles } from '../faultyFiles.ts';
import { segmentsIn } from '../segmentsIn.ts';

let folder: StoreFolder;
let files: FaultyFiles;
const retention = { bytes: 64 * 1024, milliseconds: hour };
const aKilobyte = anEvent(Buffer.alloc(1000));

beforeEach(() => {
  folder = aStoreFolder();
  files = faultyFiles();
});

afterEach(() => folder.remove());

/** A store that dropped events while no file could be deleted. */
async function afterFailedDeletes() {
  const store = await folder.open({ files, retention });
  const log = firstLog(store);
  files.faults.remove = 'EBUSY';
  for (let event = 0; event < 100; event++) await log.append([aKilobyte]);
  files.faults.remove = undefined;
  return { store, log };
}

describe('old events whose file cannot be deleted', () => {
  it('are dropped for readers, and the reason is said once', async () => {
    const log = await folder.openLog({ files, retention });
    files.faults.remove = 'EBUSY';
    for (let event = 0; event < 100; event++) await log.append([aKilobyte]);
    expect(log.beginSequenceNumber).toBeGreaterThan(0);
    const [oldest] = segmentsIn(folder.path);
    expect(folder.lines).toEqual([`${oldest} cannot be deleted (EBUSY). It is tried again.`]);
  });

  it('leave no hole behind them that readers would meet after a restart', async () => {
    const log = await folder.openLog({ files, retention });
    const remove = files.remove.bind(files);
    const [oldest] = segmentsIn(folder.path);
    files.remove = (path) =>
      path === oldest ? Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' })) : remove(path);
    for (let event = 0; event < 100; event++) await log.append([aKilobyte]);
    await (await folder.open({ retention: { bytes: 64 * retention.bytes, milliseconds: hour } })).close();
    const again = await folder.openLog({ retention: { bytes: 64 * retention.bytes, milliseconds: hour } });
    const { events, error } = await eventsOf(again);
    expect(error).toBeUndefined();
    expect(events).toHaveLength(100);
  });

  it('are deleted, oldest first, when it is tried again', async () => {
    const { store, log } = await afterFailedDeletes();
    const [oldest] = segmentsIn(folder.path);
    expect(oldest).toContain('/0000000000000000-');
    await store.applyRetention();
    expect(segmentsIn(folder.path)[0]).toContain(`/${String(log.beginSequenceNumber).padStart(16, '0')}-`);
    expect(folder.lines).toHaveLength(1);
    await store.close();
    expect(files.openFiles).toBe(0);
  });

  it('stand in the way of no others when somebody else has deleted their file', async () => {
    const { store, log } = await afterFailedDeletes();
    rmSync(segmentsIn(folder.path)[0] ?? '');
    await store.applyRetention();
    expect(segmentsIn(folder.path)[0]).toContain(`/${String(log.beginSequenceNumber).padStart(16, '0')}-`);
  });
});

import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent } from '../../support/anEvent.ts';
import { aStoreFolder, firstLog, hour, type StoreFolder } from '../aDiskStore.ts';
import { type FaultyFiles, faultyFiles } from '../faultyFiles.ts';
import { segmentsIn } from '../segmentsIn.ts';

const all = { events: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };
let folder: StoreFolder;
let files: FaultyFiles;

beforeEach(() => {
  folder = aStoreFolder();
  files = faultyFiles();
});

afterEach(() => folder.remove());

async function bodies(log: { read: Awaited<ReturnType<StoreFolder['openLog']>>['read'] }): Promise<readonly string[]> {
  return (await log.read(0, all)).map(({ sections }) => sections.rest.subarray(8).toString());
}

describe('appending to disk', () => {
  it('shows events to readers, and says they are accepted, only once they are written', async () => {
    const log = await folder.openLog({ files });
    const release = files.holdWrites();
    let told = 0;
    log.onAppend(() => {
      told += 1;
    });
    let accepted = false;
    const appended = log.append([anEvent('x')]).then(() => {
      accepted = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect({ told, accepted, last: log.last.sequenceNumber, read: await log.read(0, all) }).toEqual({
      told: 0,
      accepted: false,
      last: -1,
      read: [],
    });
    release();
    await appended;
    expect({ told, accepted, read: await bodies(log) }).toEqual({ told: 1, accepted: true, read: ['x'] });
  });

  it('writes together what came while another write was under way', async () => {
    const log = await folder.openLog({ files });
    const release = files.holdWrites();
    const first = log.append([anEvent('first')]);
    await new Promise((resolve) => setImmediate(resolve));
    const others = Array.from({ length: 100 }, (_, index) => log.append([anEvent(String(index))]));
    files.done.length = 0;
    release();
    await Promise.all([first, ...others]);
    expect(files.done.filter((what) => what === 'write')).toHaveLength(2);
    expect(await bodies(log)).toHaveLength(101);
  });

  it('writes no more at once than some MiB', async () => {
    const log = await folder.openLog({ files, retention: { bytes: 1024 * 1024 * 1024, milliseconds: hour } });
    const release = files.holdWrites();
    const appends = Array.from({ length: 12 }, () => log.append([anEvent(Buffer.alloc(1024 * 1024))]));
    files.done.length = 0;
    release();
    await Promise.all(appends);
    expect(files.done.filter((what) => what === 'write').length).toBeGreaterThanOrEqual(3);
  });

  it('with sync, has the device hold events and new files before it accepts', async () => {
    const log = await folder.openLog({ files, sync: true, retention: { bytes: 64 * 1024, milliseconds: hour } });
    files.done.length = 0;
    await log.append([anEvent('x')]);
    expect(files.done).toEqual(['write', 'sync']);
    files.done.length = 0;
    await log.append([anEvent(Buffer.alloc(10_000))]);
    expect(files.done).toEqual(['create', 'write', 'sync', 'syncFolder', 'write', 'sync']);
  });

  it('takes nothing more after close, finishes what was under way, and leaves no file open', async () => {
    const store = await folder.open({ files });
    const log = store.hubs[0]?.logs[0];
    const release = files.holdWrites();
    const appended = log?.append([anEvent('x')]);
    const closed = store.close();
    await expect(log?.append([anEvent('y')])).rejects.toMatchObject({ code: 'closed' });
    release();
    await appended;
    await closed;
    await store.close();
    expect(files.openFiles).toBe(0);
    await expect(log?.read(0, all)).rejects.toMatchObject({ code: 'closed' });
    expect(await bodies(await folder.openLog())).toEqual(['x']);
  });

  it('waits at its close for those who read', async () => {
    const store = await folder.open({ files, cacheBytes: 0, retention: { bytes: 64 * 1024, milliseconds: hour } });
    const log = firstLog(store);
    for (let event = 0; event < 10; event++) await log.append([anEvent(Buffer.alloc(1000))]);
    let goOn = (): void => undefined;
    const reading = new Promise<void>((begun) => {
      files.onRead = () =>
        new Promise((resolve) => {
          goOn = resolve;
          begun();
        });
    });
    const read = log.read(0, { events: 1, bytes: 1 });
    await reading;
    let closed = false;
    const closing = store.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(closed).toBe(false);
    goOn();
    expect(await read).toHaveLength(1);
    await closing;
    expect(files.openFiles).toBe(0);
  });

  it('has the counters safe on the device before the last events that tell them are deleted', async () => {
    let now = 1000;
    const store = await folder.open({ files, clock: () => now });
    await firstLog(store).append([anEvent('x')]);
    files.done.length = 0;
    now += 2 * hour;
    await store.applyRetention();
    expect(files.done).toEqual(['create', 'write', 'sync', 'syncFolder', 'remove']);
  });

  it('reads on behind what retention takes while it reads', async () => {
    let now = 1000;
    const store = await folder.open({ files, cacheBytes: 0, clock: () => now });
    const log = firstLog(store);
    await log.append([anEvent('old')]);
    now += hour / 2;
    await log.append([anEvent('new')]);
    files.onRead = () => {
      files.onRead = () => undefined;
      now += hour - 1;
      void store.applyRetention();
      throw Object.assign(new Error('gone'), { code: 'ENOENT' });
    };
    expect(await bodies(log)).toEqual(['new']);
    expect(await log.findOffset(0)).toBe(1);
  });

  it('holds no file open for what is only read', async () => {
    const retention = { bytes: 64 * 1024, milliseconds: hour };
    const log = await folder.openLog({ files, retention, cacheBytes: 0 });
    for (let event = 0; event < 50; event++) await log.append([anEvent(Buffer.alloc(1000))]);
    expect(segmentsIn(folder.path).length).toBeGreaterThan(10);
    expect(await log.read(0, all)).toHaveLength(50);
    expect(files.openFiles).toBe(1);
  });

  it('reads what came last from memory, and what is further back in large pieces', async () => {
    const log = await folder.openLog({ files });
    for (let batch = 0; batch < 50; batch++)
      await log.append(Array.from({ length: 50 }, () => anEvent(Buffer.alloc(900))));
    files.done.length = 0;
    await log.read(0, all);
    expect(files.done).toEqual([]);
    const again = await folder.openLog({ files, cacheBytes: 0 });
    files.done.length = 0;
    expect(await again.read(0, all)).toHaveLength(2500);
    expect(files.done.filter((what) => what === 'read').length).toBeLessThanOrEqual(5);
  });

  it('says the size of its files as the size of the log', async () => {
    const log = await folder.openLog({ retention: { bytes: 64 * 1024, milliseconds: hour } });
    for (let event = 0; event < 100; event++) await log.append([anEvent(Buffer.alloc(1000))]);
    await folder.open();
    const onDisk = segmentsIn(folder.path).reduce((sum, path) => sum + statSync(path).size, 0);
    expect(log.storedBytes).toBe(onDisk);
  });
});

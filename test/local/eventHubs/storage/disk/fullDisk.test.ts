import { statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent } from '../../support/anEvent.ts';
import { aStoreFolder, firstLog, hour, type StoreFolder } from '../aDiskStore.ts';
import { eventsOf } from '../eventsOf.ts';
import { type Faults, type FaultyFiles, faultyFiles } from '../faultyFiles.ts';
import { segmentsIn } from '../segmentsIn.ts';

let folder: StoreFolder;
let files: FaultyFiles;

beforeEach(() => {
  folder = aStoreFolder();
  files = faultyFiles();
});

afterEach(() => folder.remove());

const retention = { bytes: 64 * 1024, milliseconds: hour };
const body = (name: string) => anEvent(Buffer.from(name.padEnd(1000, '.')));
const names = async (log: Awaited<ReturnType<StoreFolder['openLog']>>) =>
  (await eventsOf(log)).events.map(({ body }) => body.replace(/\.+$/, ''));

describe('a partition on a full or failing disk', () => {
  it.each<[string, Faults]>([
    ['a write that stops in the middle', { write: 'ENOSPC' }],
    ['a write that stops in the middle and cannot be cut back', { write: 'ENOSPC', cut: 'EIO' }],
    ['a sync that fails', { sync: 'EIO' }],
  ])('refuses events after %s, keeps what it had, and takes them when it is over', async (_, faults) => {
    const log = await folder.openLog({ files, sync: true });
    await log.append([body('one')], { id: 1, epoch: 0, sequenceNumber: 1 });
    Object.assign(files.faults, faults);
    const refused = [
      log.append([body('two')], { id: 1, epoch: 0, sequenceNumber: 2 }),
      log.append([body('three')], { id: 2, epoch: 0, sequenceNumber: 1 }),
    ];
    for (const append of refused) await expect(append).rejects.toMatchObject({ code: 'write-failed' });
    expect(await names(log)).toEqual(['one']);
    expect(log.producer(1)?.sequenceNumber).toBe(1);
    expect(log.producer(2)).toBeUndefined();
    for (const fault of Object.keys(faults)) Object.assign(files.faults, { [fault]: undefined });
    await log.append([body('four')]);
    expect(log.last.sequenceNumber).toBe(1);
    expect(await names(log)).toEqual(['one', 'four']);
    expect(await names(await folder.openLog())).toEqual(['one', 'four']);
    expect(folder.lines.filter((line) => !/Senders are refused|written to .* again/.test(line))).toEqual([]);
  });

  it('tells senders the reason and the way out, but no path; and the log once where', async () => {
    const log = await folder.openLog({ files });
    files.faults.write = 'ENOSPC';
    await expect(log.append([body('x')])).rejects.toThrow(
      'The events cannot be stored (ENOSPC). Free space on the disk of the data folder and send again.',
    );
    await expect(log.append([body('x')])).rejects.toThrow('ENOSPC');
    files.faults.write = undefined;
    await log.append([body('x')]);
    const [path] = segmentsIn(folder.path);
    expect(folder.lines).toEqual([
      `Events cannot be written to ${path} (ENOSPC). Senders are refused.`,
      `Events are written to ${path} again.`,
    ]);
  });

  it('leaves no bytes behind of what it refused, so that a restart cannot find them', async () => {
    const log = await folder.openLog({ files });
    await log.append([body('one')]);
    const [path = ''] = segmentsIn(folder.path);
    const { size } = statSync(path);
    files.faults.write = 'ENOSPC';
    await expect(log.append([body('two')])).rejects.toThrow('ENOSPC');
    expect(statSync(path).size).toBe(size);
  });

  it.each<[string, string | undefined]>([
    ['at the close, when it could not before', undefined],
    ['not even at the close, and says so', 'EIO'],
  ])('cuts those bytes off %s', async (_, atClose) => {
    const store = await folder.open({ files, sync: true });
    const log = firstLog(store);
    await log.append([body('one')]);
    const [path = ''] = segmentsIn(folder.path);
    const { size } = statSync(path);
    Object.assign(files.faults, { sync: 'EIO', cut: 'EIO' });
    await expect(log.append([body('two')])).rejects.toThrow('EIO');
    expect(statSync(path).size).toBeGreaterThan(size);
    Object.assign(files.faults, { sync: undefined, cut: atClose });
    await store.close();
    expect(statSync(path).size > size).toBe(atClose !== undefined);
    expect(folder.lines.slice(1)).toEqual(
      atClose ? [expect.stringContaining('may hold events that were refused')] : [],
    );
    expect(files.openFiles).toBe(0);
    files.faults.cut = undefined;
    await folder.open();
  });

  it('leaves no refused bytes in a segment that it leaves', async () => {
    const log = await folder.openLog({ files, retention });
    for (const name of ['a', 'b', 'c']) await log.append([body(name)]);
    const [path = ''] = segmentsIn(folder.path);
    const { size } = statSync(path);
    Object.assign(files.faults, { write: 'ENOSPC', cut: 'EIO' });
    await expect(log.append([anEvent('x')])).rejects.toThrow('ENOSPC');
    files.faults.write = undefined;
    await expect(log.append([body('y')])).rejects.toThrow('EIO');
    files.faults.cut = undefined;
    await log.append([body('z')]);
    expect(segmentsIn(folder.path)).toHaveLength(2);
    expect(statSync(path).size).toBe(size);
    expect(await names(log)).toEqual(['a', 'b', 'c', 'z']);
  });

  it('refuses also what waited behind the failed write, and keeps its numbers without a gap', async () => {
    const log = await folder.openLog({ files });
    const release = files.holdWrites();
    Object.assign(files.faults, { write: 'ENOSPC', once: true });
    const first = log.append([body('first')]);
    await new Promise((resolve) => setImmediate(resolve));
    const others = Array.from({ length: 20 }, () => log.append([anEvent(Buffer.alloc(300_000))]));
    release();
    for (const append of [first, ...others]) await expect(append).rejects.toMatchObject({ code: 'write-failed' });
    await log.append([body('second')]);
    expect((await eventsOf(log)).events.map(({ sequenceNumber }) => sequenceNumber)).toEqual([0]);
    expect(await log.findOffset(0)).toBe(0);
  });

  it.each<[string, Faults]>([
    ['be made', { create: 'ENOSPC' }],
    ['take its head', { write: 'ENOSPC' }],
    ['take its head and cannot be deleted', { write: 'ENOSPC', remove: 'EIO' }],
  ])('goes on where it was when its next segment cannot %s', async (_, faults) => {
    const log = await folder.openLog({ files, retention });
    const written: string[] = [];
    const write = async (name: string): Promise<void> => {
      await log.append([body(name)]);
      written.push(name);
    };
    for (const name of ['a', 'b', 'c']) await write(name);
    const before = segmentsIn(folder.path).length;
    Object.assign(files.faults, faults);
    await expect(Promise.all([log.append([body('x')]), log.append([body('y')])])).rejects.toThrow('ENOSPC');
    expect(await names(log)).toEqual(written);
    expect(segmentsIn(folder.path)).toHaveLength(faults.remove ? before + 1 : before);
    for (const fault of Object.keys(faults)) Object.assign(files.faults, { [fault]: undefined });
    for (const name of ['d', 'e', 'f', 'g']) await write(name);
    expect(segmentsIn(folder.path).length).toBeGreaterThan(before);
    expect(await names(log)).toEqual(written);
    expect(await names(await folder.openLog())).toEqual(written);
  });

  it('says that events cannot be read at the moment, and reads them later', async () => {
    const log = await folder.openLog({ files, cacheBytes: 0, retention });
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await log.append([body(name)]);
    files.faults.read = 'EMFILE';
    await expect(log.read(0, { events: 1, bytes: 1 })).rejects.toMatchObject({ code: 'read-failed' });
    await expect(log.read(0, { events: 1, bytes: 1 })).rejects.not.toThrow('/secret/path');
    files.faults.read = undefined;
    expect(await names(log)).toHaveLength(8);
  });

  it('leaves no hole where the file of a segment could be neither filled nor deleted, and small events fit before it', async () => {
    const log = await folder.openLog({ files, retention });
    for (const name of ['a', 'b', 'c']) await log.append([body(name)]);
    Object.assign(files.faults, { write: 'ENOSPC', remove: 'EIO' });
    await expect(log.append([body('x')])).rejects.toThrow('ENOSPC');
    Object.assign(files.faults, { write: undefined, remove: undefined });
    for (const name of ['d', 'e']) await log.append([anEvent(name)]);
    await log.append([body('f')]);
    folder.lines.length = 0;
    const again = await folder.openLog({ retention });
    expect(await names(again)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(folder.lines).toEqual([expect.stringContaining('could not be begun, and is removed (0 bytes)')]);
    expect(segmentsIn(folder.path)).toHaveLength(2);
  });

  it('has no hole at its beginning where such a file outlived the segments around it', async () => {
    const log = await folder.openLog({ files, retention });
    for (let event = 0; event < 100; event++) await log.append([body(String(event))]);
    const begin = log.beginSequenceNumber;
    await (await folder.open({ retention })).close();
    const [oldest = ''] = segmentsIn(folder.path);
    writeFileSync(oldest.replace(/\d{16}-\d{16}/, `${'1'.padStart(16, '0')}-${'72'.padStart(16, '0')}`), '');
    folder.lines.length = 0;
    const again = await folder.openLog({ retention });
    expect(again.beginSequenceNumber).toBe(begin);
    expect((await eventsOf(again)).error).toBeUndefined();
    expect(folder.lines).toEqual([expect.stringContaining('could not be begun, and is removed (0 bytes)')]);
  });
});

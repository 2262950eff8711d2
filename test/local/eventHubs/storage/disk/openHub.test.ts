import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent } from '../../support/anEvent.ts';
import { aStoreFolder, type StoreFolder } from '../aDiskStore.ts';
import { eventsOf } from '../eventsOf.ts';
import { partitionFolder, segmentsIn } from '../segmentsIn.ts';

let folder: StoreFolder;
const hub = (partitionCount: number, name = 'tweets') => ({ hubs: [{ name, partitionCount }] });

beforeEach(() => {
  folder = aStoreFolder();
});

afterEach(() => folder.remove());

const hubFile = (): string => join(dirname(partitionFolder(folder.path)), 'hub.json');

describe('a hub in a data folder', () => {
  it('keeps its time of creation, also under a name in other letters', async () => {
    const first = await folder.open({ ...hub(2), clock: () => 5000.5 });
    expect(first.hubs[0]).toMatchObject({ name: 'tweets', createdAt: 5000 });
    const again = await folder.open({ ...hub(2, 'TWEETS'), clock: () => 9000 });
    expect(again.hubs[0]).toMatchObject({ name: 'TWEETS', createdAt: 5000 });
    expect(readdirSync(join(folder.path, 'hubs'))).toHaveLength(1);
  });

  it('may grow by partitions, and keeps what it has', async () => {
    await (await folder.openLog()).append([anEvent('x')]);
    const store = await folder.open(hub(3));
    expect(store.hubs[0]?.logs.map(({ last }) => last.sequenceNumber)).toEqual([0, -1, -1]);
    await store.hubs[0]?.logs[2]?.append([anEvent('y')]);
    const again = await folder.open(hub(3));
    expect(again.hubs[0]?.logs.map(({ last }) => last.sequenceNumber)).toEqual([0, -1, 0]);
  });

  it('refuses to have fewer partitions than before, and says the way out', async () => {
    await folder.open(hub(3));
    await expect(folder.open(hub(2))).rejects.toMatchObject({
      code: 'unusable-folder',
      message: expect.stringMatching(/"tweets" has 3 partitions .* cannot have 2\. Ask for 3 or more, or delete/),
    });
  });

  it('stays as it is when it is not asked for', async () => {
    await (await folder.openLog()).append([anEvent('x')]);
    await folder.open(hub(1, 'other'));
    expect((await eventsOf(await folder.openLog())).events).toHaveLength(1);
  });

  it.each([
    ['missing', () => rmSync(hubFile())],
    ['damaged', () => writeFileSync(hubFile(), '{"formatVersion":')],
  ])('is known by its segments when its file is %s', async (how, damage) => {
    await (await folder.open({ ...hub(2), clock: () => 5000 })).hubs[0]?.logs[1]?.append([anEvent('x')]);
    await (await folder.open(hub(2))).close();
    damage();
    const store = await folder.open({ ...hub(2), clock: () => 9000 });
    expect(store.hubs[0]).toMatchObject({ createdAt: 5000 });
    expect(store.hubs[0]?.logs.map(({ last }) => last.sequenceNumber)).toEqual([-1, 0]);
    expect(folder.lines).toEqual([expect.stringContaining(`hub.json is ${how}. It is made anew`)]);
    folder.lines.length = 0;
    await folder.open(hub(2));
    expect(folder.lines).toEqual([]);
  });

  it('is made by a second start when the first was killed on the way', async () => {
    await (await folder.open(hub(3))).close();
    rmSync(hubFile());
    writeFileSync(`${hubFile()}.new`, '{"form');
    rmSync(partitionFolder(folder.path, 2), { recursive: true });
    writeFileSync(segmentsIn(folder.path, 1)[0] ?? '', '');
    mkdirSync(partitionFolder(folder.path, 2));
    const store = await folder.open(hub(3));
    for (const log of store.hubs[0]?.logs ?? []) await log.append([anEvent('x')]);
    const again = await folder.open(hub(3));
    expect(again.hubs[0]?.logs.map(({ last }) => last.sequenceNumber)).toEqual([0, 0, 0]);
  });

  it('never begins anew by itself where a partition was: its files gone is an error that says so', async () => {
    await (await folder.openLog(hub(2))).append([anEvent('x')]);
    await (await folder.open(hub(2))).close();
    const [segment = ''] = segmentsIn(folder.path);
    renameSync(segment, join(folder.path, 'elsewhere'));
    await expect(folder.open(hub(2))).rejects.toMatchObject({
      code: 'unusable-folder',
      message: expect.stringContaining(`${partitionFolder(folder.path)} has no segment of partition 0`),
    });
  });

  it('refuses files of a later release', async () => {
    await (await folder.open()).close();
    writeFileSync(hubFile(), readFileSync(hubFile(), 'utf8').replace('"formatVersion": 1', '"formatVersion": 2'));
    await expect(folder.open()).rejects.toMatchObject({
      code: 'unusable-folder',
      message: expect.stringContaining('has format 2; this release reads format 1'),
    });
    expect(existsSync(hubFile())).toBe(true);
  });
});

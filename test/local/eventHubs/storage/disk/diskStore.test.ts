import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent } from '../../support/anEvent.ts';
import { aStoreFolder, hour, mib, type StoreFolder } from '../aDiskStore.ts';
import { eventsOf, everything } from '../eventsOf.ts';
import { segmentsIn } from '../segmentsIn.ts';

let folder: StoreFolder;

beforeEach(() => {
  folder = aStoreFolder();
});

afterEach(() => folder.remove());

describe('a store in a folder, opened again', () => {
  it('gives back what was appended, and goes on where it was', async () => {
    const log = await folder.openLog();
    await log.append([anEvent('one'), anEvent('two')]);
    await log.append([anEvent('three')], { id: 7, epoch: 1, sequenceNumber: 5 });
    const before = await log.read(0, everything);
    const { last } = log;
    const again = await folder.openLog();
    expect(await again.read(0, everything)).toEqual(before);
    expect(again.last).toEqual(last);
    expect(again.beginEnqueuedTime).toBe(1000);
    expect(again.producer(7)).toEqual({ id: 7, epoch: 1, sequenceNumber: 5 });
    await again.append([anEvent('four')]);
    expect((await eventsOf(again)).events.map(({ sequenceNumber }) => sequenceNumber)).toEqual([0, 1, 2, 3]);
    expect(folder.lines).toEqual([]);
  });

  it('lets no enqueued time fall below those before, though the clock did', async () => {
    await (await folder.openLog({ clock: () => 5000 })).append([anEvent('x')]);
    const log = await folder.openLog({ clock: () => 1000 });
    await log.append([anEvent('y')]);
    expect(log.last.enqueuedTime).toBe(5000);
  });

  it('knows every producer, also those that only said who they are, over many segments', async () => {
    const retention = { bytes: 64 * 1024, milliseconds: hour };
    const log = await folder.openLog({ retention });
    const state = (id: number) => ({ id, epoch: 2, sequenceNumber: id * 3 });
    for (let id = 0; id < 400; id++) await log.append([], state(id));
    await log.append([anEvent(Buffer.alloc(5000))], state(400));
    await log.append([anEvent(Buffer.alloc(5000))], { ...state(0), epoch: 3 });
    const again = await folder.openLog({ retention });
    expect(segmentsIn(folder.path)).toHaveLength(2);
    expect(again.producer(0)).toEqual({ ...state(0), epoch: 3 });
    for (let id = 1; id <= 400; id++) expect(again.producer(id)).toEqual(state(id));
  });

  it('drops at once what became too old while nobody ran', async () => {
    const log = await folder.openLog();
    await log.append([anEvent('x')]);
    const { last } = log;
    const again = await folder.openLog({ clock: () => 2 * hour });
    expect(again.beginSequenceNumber).toBe(1);
    expect(again.last).toEqual(last);
    expect(segmentsIn(folder.path)).toHaveLength(1);
  });

  it('holds a smaller retention at once', async () => {
    const log = await folder.openLog({ retention: { bytes: 16 * mib, milliseconds: hour } });
    for (let event = 0; event < 40; event++) await log.append([anEvent(Buffer.alloc(200_000))]);
    const again = await folder.openLog({ retention: { bytes: 2 * mib, milliseconds: hour } });
    expect(again.storedBytes).toBeLessThanOrEqual(2 * mib);
    expect(again.last.sequenceNumber).toBe(39);
  });
});

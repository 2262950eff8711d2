import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aStoreFolder, firstLog, hour, type StoreFolder } from '../storage/aDiskStore.ts';
import { eventsOf } from '../storage/eventsOf.ts';
import { segmentsIn } from '../storage/segmentsIn.ts';
import { anEvent } from '../support/anEvent.ts';

let folder: StoreFolder;

beforeEach(async () => {
  folder = aStoreFolder();
  const log = await folder.openLog();
  await log.append([anEvent('a'.repeat(500)), anEvent('b'.repeat(500))]);
  await (await folder.open()).close();
  const [path = ''] = segmentsIn(folder.path);
  // The frame's head and the first record's are whole, so they tell a time; the body is not.
  writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size - 200));
});

afterEach(() => folder.remove());

describe('a segment whose first append was not written to its end', () => {
  it.each([
    ['before its time would have it left', 1],
    ['when its time would have it left', hour / 8],
    ['when its time would have it deleted', 2 * hour],
  ])('keeps what is accepted after a start %s', async (_, later) => {
    let now = 1000 + later;
    const store = await folder.open({ clock: () => now });
    const log = firstLog(store);
    await log.append([anEvent('one')]);
    await log.append([anEvent('two')]);
    await store.applyRetention();
    now += hour * 0.9;
    await log.append([anEvent('three')]);
    await store.applyRetention();
    const again = await folder.openLog({ clock: () => now });
    expect((await eventsOf(again)).events).toEqual([
      { sequenceNumber: 0, body: 'one' },
      { sequenceNumber: 1, body: 'two' },
      { sequenceNumber: 2, body: 'three' },
    ]);
    expect(folder.lines).toEqual([expect.stringContaining('that hold nothing whole')]);
  });

  it('has no event of which the time could be told', async () => {
    const log = await folder.openLog({ clock: () => 2000 });
    expect(log.beginEnqueuedTime).toBeUndefined();
    await log.append([anEvent('one')]);
    expect(log.beginEnqueuedTime).toBe(2000);
  });
});

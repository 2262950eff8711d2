import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '../../../../../local/eventHubs/storage/openStore.ts';
import type { Store } from '../../../../../local/eventHubs/storage/store.ts';
import { temporaryFolder } from '../../../../support/temporaryFolder.ts';
import { anEvent } from '../../support/anEvent.ts';

const all = { events: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };
const lines: string[] = [];
let folder: ReturnType<typeof temporaryFolder>;
let open: Store | undefined;

beforeEach(() => {
  folder = temporaryFolder();
  lines.length = 0;
});

afterEach(async () => {
  await open?.close();
  folder.remove();
});

async function reopen(): Promise<Store> {
  await open?.close();
  open = await openStore({
    folder: folder.path,
    hubs: [{ name: 'tweets', partitionCount: 2 }],
    retention: { bytes: 1024 * 1024, milliseconds: 3_600_000 },
    sync: false,
    clock: () => 1000,
    log: (line) => lines.push(line),
  });
  return open;
}

describe('a store in a folder', () => {
  it('gives back after a restart what was appended, and goes on where it was', async () => {
    const [log] = (await reopen()).hubs[0]?.logs ?? [];
    await log?.append([anEvent('one'), anEvent('two')]);
    await log?.append([anEvent('three')], { id: 7, epoch: 1, sequenceNumber: 5 });
    const before = await log?.read(0, all);
    expect(before).toHaveLength(3);
    const [again] = (await reopen()).hubs[0]?.logs ?? [];
    expect(await again?.read(0, all)).toEqual(before);
    expect(again?.last).toEqual(log?.last);
    expect(again?.producer(7)).toEqual({ id: 7, epoch: 1, sequenceNumber: 5 });
    await again?.append([anEvent('four')]);
    expect((await again?.read(0, all))?.map(({ position }) => position.sequenceNumber)).toEqual([0, 1, 2, 3]);
    expect(lines).toEqual([]);
  });
});

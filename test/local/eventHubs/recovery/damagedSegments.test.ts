import { appendFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aStoreFolder, hour, type StoreFolder } from '../storage/aDiskStore.ts';
import { eventsOf } from '../storage/eventsOf.ts';
import { segmentsIn } from '../storage/segmentsIn.ts';
import { anEvent } from '../support/anEvent.ts';

let folder: StoreFolder;
const retention = { bytes: 64 * 1024, milliseconds: hour };
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

beforeEach(async () => {
  folder = aStoreFolder();
  // Three to a segment: 0–2, 3–5, 6–8 and 9.
  const log = await folder.openLog({ retention });
  for (let event = 0; event < 10; event++)
    await log.append([anEvent(Buffer.alloc(1000))], { id: 1, epoch: 0, sequenceNumber: event });
  await (await folder.open()).close();
});

afterEach(() => folder.remove());

async function readFrom(from: number): Promise<{ numbers: readonly number[]; error: unknown }> {
  const { events, error } = await eventsOf(await folder.openLog({ retention }), from);
  return { numbers: events.map(({ sequenceNumber }) => sequenceNumber), error };
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
}

describe('a damaged segment in the middle of a partition', () => {
  it('gives what stands before the damage, then an error with file and place; behind it reading goes on', async () => {
    const [, second = ''] = segmentsIn(folder.path);
    flip(second, statSync(second).size / 2);
    const { numbers: before, error } = await readFrom(0);
    expect(before).toEqual(numbers(0, 4));
    expect(error).toMatchObject({ code: 'damaged' });
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(/sequence number 4 .*, byte \d+\).* Begin at 5 or later/),
    );
    expect(error).toHaveProperty('message', expect.stringContaining(basename(second)));
    expect(error).not.toHaveProperty('message', expect.stringContaining(folder.path));
    expect(await readFrom(4)).toMatchObject({ numbers: [], error: { code: 'damaged' } });
    expect(await readFrom(5)).toEqual({ numbers: numbers(5, 10), error: undefined });
  });

  it.each([8.7e15, 8.7e17, -1, 0.5, Number.NaN])(
    'tells no time of its first event that no clock says: %d',
    async (time) => {
      const [first = ''] = segmentsIn(folder.path);
      const bytes = readFileSync(first);
      const enqueuedTime = Buffer.alloc(8);
      enqueuedTime.writeDoubleLE(1000);
      bytes.writeDoubleLE(time, bytes.indexOf(enqueuedTime, 100));
      writeFileSync(first, bytes);
      expect((await folder.openLog({ retention })).beginEnqueuedTime).toBeUndefined();
    },
  );

  it('is said at the start when it was cut, and nothing behind it is lost', async () => {
    const [, second = ''] = segmentsIn(folder.path);
    const { size } = statSync(second);
    truncateSync(second, size - 10);
    expect(await readFrom(0)).toMatchObject({ numbers: numbers(0, 5), error: { code: 'damaged' } });
    expect(folder.lines).toEqual([expect.stringContaining(`${second} has ${size - 10} bytes and had ${size}`)]);
    expect(await readFrom(6)).toEqual({ numbers: numbers(6, 10), error: undefined });
  });

  it('is said at the start when it is missing, and its events are no silent hole', async () => {
    const [, second = '', third = ''] = segmentsIn(folder.path);
    rmSync(second);
    const { numbers: before, error } = await readFrom(0);
    expect(before).toEqual(numbers(0, 3));
    expect(error).toHaveProperty('message', expect.stringMatching(/sequence number 3 .*Begin at 6 or later/));
    expect(folder.lines).toEqual([
      expect.stringContaining(`before ${third}, which begins with sequence number 3, is missing`),
    ]);
    expect(await readFrom(6)).toEqual({ numbers: numbers(6, 10), error: undefined });
  });

  it('gives its events also when its head is damaged, and times are still found', async () => {
    const [, second = ''] = segmentsIn(folder.path);
    flip(second, 50);
    expect(await readFrom(0)).toEqual({ numbers: numbers(0, 10), error: undefined });
    expect(folder.lines).toEqual([expect.stringContaining(`${second} has a damaged head`)]);
    const log = await folder.openLog({ retention });
    expect(await log.findEnqueuedTime(1000)).toBe(0);
    expect(await log.findEnqueuedTime(1001)).toBe(10);
  });
});

describe('a damaged last segment', () => {
  it('gives its events and goes on counting when only its head is damaged; producers are known from before', async () => {
    const last = segmentsIn(folder.path).at(-1) ?? '';
    flip(last, 50);
    const log = await folder.openLog({ retention });
    expect(log.last.sequenceNumber).toBe(9);
    expect(log.producer(1)?.sequenceNumber).toBe(9);
    await log.append([anEvent('next')]);
    expect(await readFrom(0)).toEqual({ numbers: numbers(0, 11), error: undefined });
  });

  it.each([0, 1, 60, 100])('is removed when a killed process left %i bytes of it and no event', async (length) => {
    const log = await folder.openLog({ retention });
    const { last } = log;
    const path = segmentsIn(folder.path).at(-1) ?? '';
    await (await folder.open()).close();
    const next = path.replace(
      /\d{16}-\d{16}/,
      `${'10'.padStart(16, '0')}-${String(last.offset + 1064).padStart(16, '0')}`,
    );
    writeFileSync(next, readFileSync(path).subarray(0, length));
    folder.lines.length = 0;
    const again = await folder.openLog({ retention });
    expect(again.last).toEqual(last);
    expect(folder.lines.at(-1)).toContain(`${next} holds nothing whole and is removed (${length} bytes)`);
    await again.append([anEvent('next')]);
    expect(await readFrom(8)).toEqual({ numbers: [8, 9, 10], error: undefined });
  });

  it('leaves no trace when it is removed: what comes next is found behind the last event', async () => {
    writeFileSync(segmentsIn(folder.path).at(-1) ?? '', '');
    const log = await folder.openLog();
    for (let event = 0; event < 3; event++) await log.append([anEvent('next')]);
    expect(log.last.sequenceNumber).toBe(11);
    expect(await log.findOffset(log.last.offset + 1)).toBe(12);
    expect(await log.findEnqueuedTime(hour)).toBe(12);
  });

  it('has readers told where to go on also when the one before it is removed', async () => {
    const [, , third = '', last = ''] = segmentsIn(folder.path);
    writeFileSync(third, '');
    flip(last, 50);
    expect(await readFrom(6)).toMatchObject({
      numbers: [],
      error: { message: expect.stringContaining('Begin at 9 or later') },
    });
    expect(await readFrom(9)).toEqual({ numbers: [9], error: undefined });
  });

  it('never has numbers given out again that its name shows to be given, also when all its bytes are gone', async () => {
    const paths = segmentsIn(folder.path);
    for (const path of paths.slice(2)) writeFileSync(path, '');
    const log = await folder.openLog({ retention });
    expect(log.last.sequenceNumber).toBe(8);
    await log.append([anEvent('next')]);
    expect(log.last.sequenceNumber).toBe(9);
    expect(await readFrom(0)).toMatchObject({ numbers: numbers(0, 6), error: { code: 'damaged' } });
    expect(await readFrom(9)).toEqual({ numbers: [9], error: undefined });
  });

  it('keeps its counters when it is the only one, holds no event and loses its head', async () => {
    const store = await folder.open({ retention, clock: () => 10 * hour });
    await store.applyRetention();
    const before = store.hubs[0]?.logs[0]?.last;
    const [only = '', ...others] = segmentsIn(folder.path);
    expect(others).toEqual([]);
    const kept = await folder.openLog({ retention });
    expect(kept.last).toEqual(before);
    expect(kept.producer(1)?.sequenceNumber).toBe(9);
    await (await folder.open()).close();
    writeFileSync(only, Buffer.alloc(100));
    const log = await folder.openLog({ retention, clock: () => 20 * hour });
    expect(log.last.sequenceNumber).toBe(9);
    expect(log.last.offset).toBeGreaterThanOrEqual(before?.offset ?? Number.NaN);
    expect((await folder.openLog({ retention, clock: () => 21 * hour })).last).toEqual(log.last);
    await (await folder.openLog({ retention })).append([anEvent('next')]);
    expect(await readFrom(0)).toEqual({ numbers: [10], error: undefined });
  });

  it('takes no append of another partition for its own, though it would fit', async () => {
    const hubs = [{ name: 'tweets', partitionCount: 2 }];
    const other = (await folder.open({ retention, hubs })).hubs[0]?.logs[1];
    for (let event = 0; event < 11; event++) await other?.append([anEvent('other')]);
    await (await folder.open({ hubs })).close();
    const [from = ''] = segmentsIn(folder.path, 1);
    const frame = readFileSync(from).subarray(-101);
    expect(frame.subarray(0, 4).toString('hex')).toBe('feed0e0f');
    appendFileSync(segmentsIn(folder.path).at(-1) ?? '', frame);
    const log = (await folder.open({ retention, hubs })).hubs[0]?.logs[0];
    expect(log?.last.sequenceNumber).toBe(9);
    expect(folder.lines).toEqual([expect.stringContaining('101 bytes that hold nothing whole')]);
  });

  it('refuses a segment of another partition or hub', async () => {
    await folder.open({ retention, hubs: [{ name: 'tweets', partitionCount: 2 }] });
    await (await folder.open({ hubs: [{ name: 'tweets', partitionCount: 2 }] })).close();
    const [own = ''] = segmentsIn(folder.path, 1);
    writeFileSync(own, readFileSync(segmentsIn(folder.path)[0] ?? ''));
    await expect(folder.open({ hubs: [{ name: 'tweets', partitionCount: 2 }] })).rejects.toMatchObject({
      code: 'unusable-folder',
      message: expect.stringContaining(`${own} belongs to another hub or partition`),
    });
  });
});

import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aStoreFolder, type StoreFolder } from '../storage/aDiskStore.ts';
import { eventsOf } from '../storage/eventsOf.ts';
import { segmentsIn } from '../storage/segmentsIn.ts';
import { anEvent } from '../support/anEvent.ts';

let folder: StoreFolder;

beforeEach(() => {
  folder = aStoreFolder();
});

afterEach(() => folder.remove());

/** Two appends; gives the bytes of the segment and where the second one begins in it. */
async function twoAppends(): Promise<{ path: string; bytes: Buffer; second: number }> {
  const log = await folder.openLog();
  await log.append([anEvent('a'), anEvent('b')], { id: 1, epoch: 0, sequenceNumber: 2 });
  const [path = ''] = segmentsIn(folder.path);
  const second = statSync(path).size;
  await log.append([anEvent('c'), anEvent('d'), anEvent('e')], { id: 1, epoch: 0, sequenceNumber: 5 });
  await (await folder.open()).close();
  return { path, bytes: readFileSync(path), second };
}

describe('a segment whose last append was not written to its end', () => {
  it('loses that append whole, at whatever byte it was cut, and nothing else', async () => {
    const { path, bytes, second } = await twoAppends();
    for (let length = second + 1; length < bytes.length; length++) {
      writeFileSync(path, bytes.subarray(0, length));
      folder.lines.length = 0;
      const log = await folder.openLog();
      expect((await eventsOf(log)).events.map(({ body }) => body)).toEqual(['a', 'b']);
      expect(log.last.sequenceNumber).toBe(1);
      expect(log.producer(1)?.sequenceNumber).toBe(2);
      expect(statSync(path).size).toBe(second);
      expect(folder.lines).toEqual([expect.stringContaining(`${length - second} bytes that hold nothing whole`)]);
      expect(folder.lines[0]).toContain(path);
    }
  });

  it('gives nothing else than was written, and no other producer, with a flipped bit in any byte', async () => {
    const { path, bytes } = await twoAppends();
    const written = ['a', 'b', 'c', 'd', 'e'];
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(path, flipped);
      const log = await folder.openLog();
      for (const from of [0, 2]) {
        const { events, error } = await eventsOf(log, from);
        expect(events.map(({ body }) => body)).toEqual(written.slice(from, from + events.length));
        if (!error && from <= log.last.sequenceNumber) expect(from + events.length).toBe(log.last.sequenceNumber + 1);
      }
      expect([undefined, 2, 5]).toContain(log.producer(1)?.sequenceNumber);
      for (const other of segmentsIn(folder.path)) if (other !== path) rmSync(other);
    }
  });

  it('is whole again after the cut, and goes on', async () => {
    const { path, bytes } = await twoAppends();
    writeFileSync(path, bytes.subarray(0, bytes.length - 1));
    await (await folder.openLog()).append([anEvent('f')]);
    folder.lines.length = 0;
    const log = await folder.openLog();
    expect((await eventsOf(log)).events).toEqual([
      { sequenceNumber: 0, body: 'a' },
      { sequenceNumber: 1, body: 'b' },
      { sequenceNumber: 2, body: 'f' },
    ]);
    expect(folder.lines).toEqual([]);
  });

  it('loses what stands behind its events, as a file that grew before it was filled has it', async () => {
    const { path, bytes } = await twoAppends();
    appendFileSync(path, Buffer.alloc(10_000));
    const log = await folder.openLog();
    expect((await eventsOf(log)).events).toHaveLength(5);
    expect(statSync(path).size).toBe(bytes.length);
    expect(folder.lines).toEqual([expect.stringContaining('10000 bytes')]);
  });

  it('keeps all that is whole behind a damaged place, since it was accepted: readers are told instead', async () => {
    const { path, bytes, second } = await twoAppends();
    bytes[second - 1] = (bytes[second - 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const log = await folder.openLog();
    expect(log.last.sequenceNumber).toBe(4);
    expect(log.producer(1)?.sequenceNumber).toBe(5);
    const { events, error } = await eventsOf(log);
    expect(events).toEqual([]);
    expect(error).toMatchObject({ code: 'damaged', message: expect.stringContaining('Begin at 2 or later') });
    expect((await eventsOf(log, 2)).events.map(({ body }) => body)).toEqual(['c', 'd', 'e']);
    expect(folder.lines).toEqual([expect.stringContaining(`${path} is damaged at byte`)]);
    await log.append([anEvent('f')]);
    expect((await eventsOf(await folder.openLog(), 2)).events.map(({ body }) => body)).toEqual(['c', 'd', 'e', 'f']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import { anEvent } from '../support/anEvent.ts';

const retention = 64 * 1024;
const all = { events: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };

describe('a partition in memory', () => {
  it('is empty at first', async () => {
    const log = new MemoryPartitionLog(() => 0, retention);
    expect(log.beginSequenceNumber).toBe(0);
    expect(log.last).toEqual({ sequenceNumber: -1, offset: -1, enqueuedTime: 0 });
    expect(await log.read(0, all)).toEqual([]);
  });

  it('gives back what was appended, byte for byte, also when the sender reuses its memory', async () => {
    const log = new MemoryPartitionLog(() => 7, retention);
    const parts = [Buffer.from('header'), Buffer.from('annotations'), Buffer.from('rest')] as const;
    const [header, annotations, rest] = parts;
    await log.append([{ header, annotations, annotationItems: 2, rest }]);
    for (const part of parts) part.fill(0);
    expect(await log.read(0, all)).toEqual([
      {
        position: { sequenceNumber: 0, offset: 0, enqueuedTime: 7 },
        sections: {
          header: Buffer.from('header'),
          annotations: Buffer.from('annotations'),
          annotationItems: 2,
          rest: Buffer.from('rest'),
        },
      },
    ]);
  });

  it('keeps at most its retention and one segment, and moves its beginning, never its counters', async () => {
    const log = new MemoryPartitionLog(() => 0, retention);
    for (let event = 0; event < 1000; event++) await log.append([anEvent(Buffer.alloc(1000))]);
    expect(log.last.sequenceNumber).toBe(999);
    expect(log.beginSequenceNumber).toBeGreaterThan(900);
    const kept = await log.read(0, all);
    expect(kept[0]?.position.sequenceNumber).toBe(log.beginSequenceNumber);
    expect(kept.at(-1)?.position.sequenceNumber).toBe(999);
    expect(kept.length * 1000).toBeLessThanOrEqual(retention);
    expect(kept.length * 1000).toBeGreaterThan(retention * 0.7);
  });

  it('takes events larger than a segment, and than its retention', async () => {
    const log = new MemoryPartitionLog(() => 0, retention);
    await log.append([anEvent('small'), anEvent(Buffer.alloc(2 * retention, 1)), anEvent('small')]);
    const kept = await log.read(0, all);
    expect(kept.at(-1)?.position.sequenceNumber).toBe(2);
    expect(log.last.offset).toBeGreaterThan(2 * retention);
  });

  it('reads no further than asked, over the edges of segments', async () => {
    const log = new MemoryPartitionLog(() => 0, retention);
    await log.append(Array.from({ length: 40 }, () => anEvent(Buffer.alloc(1000))));
    expect(await log.read(30, { events: 5, bytes: 1e9 })).toHaveLength(5);
    expect(await log.read(0, { events: 100, bytes: 2500 })).toHaveLength(3);
    expect(await log.read(0, { events: 100, bytes: 1 })).toHaveLength(1);
    const events = await log.read(0, all);
    expect(events.map(({ position }) => position.sequenceNumber)).toEqual(
      Array.from({ length: 40 }, (_, index) => index),
    );
  });

  it('finds offsets and times, also between events and over segments', async () => {
    let now = 0;
    const log = new MemoryPartitionLog(() => now, retention);
    for (now = 0; now < 300; now += 10) await log.append([anEvent(Buffer.alloc(1000))]);
    expect(await log.findEnqueuedTime(95)).toBe(10);
    expect(await log.findEnqueuedTime(100)).toBe(10);
    expect(await log.findEnqueuedTime(1000)).toBe(30);
    const [, second] = await log.read(0, all);
    expect(await log.findOffset(second?.position.offset ?? 0)).toBe(1);
    expect(await log.findOffset((second?.position.offset ?? 0) + 1)).toBe(2);
    expect(await log.findOffset(1e9)).toBe(30);
  });

  it('never lets enqueued times fall when the clock is set back', async () => {
    const times = [500, 100, 600];
    const log = new MemoryPartitionLog(() => times.shift() ?? 0, retention);
    for (let event = 0; event < 3; event++) await log.append([anEvent('x')]);
    expect((await log.read(0, all)).map(({ position }) => position.enqueuedTime)).toEqual([500, 500, 600]);
  });

  it('tells listeners of each append until they leave', async () => {
    const log = new MemoryPartitionLog(() => 0, retention);
    let told = 0;
    const leave = log.onAppend(() => {
      told += 1;
    });
    await log.append([anEvent('x'), anEvent('y')]);
    leave();
    await log.append([anEvent('z')]);
    expect(told).toBe(1);
  });
});

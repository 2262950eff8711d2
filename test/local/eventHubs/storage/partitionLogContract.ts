import { afterEach, describe, expect, it } from '@jest/globals';
import type { PartitionLog } from '../../../../local/eventHubs/storage/partitionLog.ts';
import { anEvent } from '../support/anEvent.ts';

export interface LogUnderTest {
  readonly log: PartitionLog;
  /** As the store does from time to time. */
  applyRetention(): Promise<void>;
  close(): Promise<void>;
}

export interface LogChoices {
  readonly clock: () => number;
  readonly retention: { readonly bytes: number; readonly milliseconds: number };
}

const bytes = 64 * 1024;
const hour = 3_600_000;
const all = { events: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };
const ofOneKilobyte = anEvent(Buffer.alloc(1000));

/** What every partition's log keeps to, wherever it keeps its events. */
export function partitionLogContract(what: string, open: (choices: LogChoices) => Promise<LogUnderTest>): void {
  let opened: LogUnderTest | undefined;

  const aLog = async (choices: Partial<LogChoices> = {}): Promise<PartitionLog> => {
    opened = await open({ clock: () => 1000, retention: { bytes, milliseconds: hour }, ...choices });
    return opened.log;
  };

  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  describe(what, () => {
    it('is empty at first', async () => {
      const log = await aLog();
      expect(log.beginSequenceNumber).toBe(0);
      expect(log.beginEnqueuedTime).toBeUndefined();
      expect(log.last).toEqual({ sequenceNumber: -1, offset: -1, enqueuedTime: 0 });
      expect(await log.read(0, all)).toEqual([]);
      expect(await log.findOffset(0)).toBe(0);
      expect(await log.findEnqueuedTime(0)).toBe(0);
    });

    it('gives back what was appended, byte for byte, also when the sender reuses its memory', async () => {
      const log = await aLog({ clock: () => 7.9 });
      const parts = [Buffer.from('header'), Buffer.from('annotations'), Buffer.from('rest')] as const;
      const [header, annotations, rest] = parts;
      const appended = log.append([{ header, annotations, annotationItems: 2, rest }]);
      for (const part of parts) part.fill(0);
      await appended;
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
      expect(log.last).toEqual({ sequenceNumber: 0, offset: 0, enqueuedTime: 7 });
      expect(log.beginEnqueuedTime).toBe(7);
      expect(log.storedBytes).toBeGreaterThan(21);
      expect(log.storedBytes).toBeLessThan(1000);
    });

    it('counts offsets by bytes: events with a bare body of 14 lie 80 apart (measured, not documented)', async () => {
      const log = await aLog();
      await log.append(Array.from({ length: 10 }, () => anEvent(Buffer.alloc(14))));
      expect((await log.read(0, all)).map(({ position }) => position.offset)).toEqual(
        Array.from({ length: 10 }, (_, index) => 80 * index),
      );
    });

    it('numbers appends in the order of their calls, without gaps, however many come at once', async () => {
      const log = await aLog();
      const appends = Array.from({ length: 50 }, (_, index) =>
        log.append([anEvent(`${index}a`), anEvent(`${index}b`)]),
      );
      await appends[20];
      expect(log.last.sequenceNumber).toBeGreaterThanOrEqual(41);
      await Promise.all(appends);
      const read = await log.read(0, all);
      expect(read.map(({ position }) => position.sequenceNumber)).toEqual(Array.from({ length: 100 }, (_, n) => n));
      expect(read.map(({ sections }) => sections.rest.subarray(8).toString())).toEqual(
        Array.from({ length: 50 }, (_, index) => [`${index}a`, `${index}b`]).flat(),
      );
    });

    it('keeps about its retention, and moves its beginning, never its counters', async () => {
      const log = await aLog();
      for (let event = 0; event < 1000; event++) await log.append([ofOneKilobyte]);
      expect(log.last.sequenceNumber).toBe(999);
      expect(log.beginSequenceNumber).toBeGreaterThan(900);
      expect(log.storedBytes).toBeLessThanOrEqual(bytes);
      expect(log.storedBytes).toBeGreaterThan(bytes * 0.7);
      const kept = await log.read(0, all);
      expect(kept[0]?.position.sequenceNumber).toBe(log.beginSequenceNumber);
      expect(kept.at(-1)?.position.sequenceNumber).toBe(999);
      expect(kept.length * 1000).toBeGreaterThan(bytes * 0.7);
    });

    it('takes events larger than a segment, and than its retention', async () => {
      const log = await aLog();
      await log.append([anEvent('small'), anEvent(Buffer.alloc(2 * bytes, 1)), anEvent('small')]);
      await log.append([anEvent('small')]);
      const kept = await log.read(0, all);
      expect(kept.at(-1)?.position.sequenceNumber).toBe(3);
      expect(log.last.offset).toBeGreaterThan(2 * bytes);
    });

    it('reads no further than asked, over the edges of segments', async () => {
      const log = await aLog();
      for (let event = 0; event < 40; event++) await log.append([ofOneKilobyte]);
      expect(await log.read(30, { events: 5, bytes: 1e9 })).toHaveLength(5);
      expect(await log.read(0, { events: 100, bytes: 2500 })).toHaveLength(3);
      expect(await log.read(0, { events: 100, bytes: 1 })).toHaveLength(1);
      const events = await log.read(0, all);
      expect(events.map(({ position }) => position.sequenceNumber)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    });

    it('finds offsets and times, also between events and over segments', async () => {
      let now = 0;
      const log = await aLog({ clock: () => now });
      for (now = 0; now < 300; now += 10) await log.append([ofOneKilobyte]);
      for (let event = 0; event < 30; event++) {
        expect(await log.findEnqueuedTime(event * 10 - 5)).toBe(event);
        expect(await log.findEnqueuedTime(event * 10)).toBe(event);
        const [found] = await log.read(event, { events: 1, bytes: 1 });
        expect(await log.findOffset(found?.position.offset ?? -1)).toBe(event);
        expect(await log.findOffset((found?.position.offset ?? -1) + 1)).toBe(event + 1);
      }
      expect(await log.findEnqueuedTime(1000)).toBe(30);
      expect(await log.findOffset(1e9)).toBe(30);
    });

    it('finds the first of many events of one time', async () => {
      let now = 0;
      const log = await aLog({ clock: () => now });
      for (now = 10; now <= 30; now += 10) for (let event = 0; event < 10; event++) await log.append([ofOneKilobyte]);
      expect(await Promise.all([10, 20, 30, 31].map((time) => log.findEnqueuedTime(time)))).toEqual([0, 10, 20, 30]);
    });

    it('never lets enqueued times fall when the clock is set back', async () => {
      let now = 0;
      const log = await aLog({ clock: () => now });
      for (now of [500, 100, 600]) await log.append([anEvent('x')]);
      expect((await log.read(0, all)).map(({ position }) => position.enqueuedTime)).toEqual([500, 500, 600]);
    });

    it('tells listeners of each append that brings events, until they leave', async () => {
      const log = await aLog();
      const seen: number[] = [];
      const leave = log.onAppend(() => seen.push(log.last.sequenceNumber));
      await log.append([anEvent('x'), anEvent('y')]);
      await log.append([], { id: 1, epoch: 0, sequenceNumber: 0 });
      leave();
      await log.append([anEvent('z')]);
      expect(seen).toEqual([1]);
    });

    it('remembers how far each producer has come, with events and without', async () => {
      const log = await aLog();
      expect(log.producer(1)).toBeUndefined();
      const appended = log.append([anEvent('x')], { id: 1, epoch: 0, sequenceNumber: 4 });
      expect(log.producer(1)).toEqual({ id: 1, epoch: 0, sequenceNumber: 4 });
      await appended;
      await log.append([], { id: 1, epoch: 1, sequenceNumber: -1 });
      expect(log.producer(1)).toEqual({ id: 1, epoch: 1, sequenceNumber: -1 });
      expect(log.last.sequenceNumber).toBe(0);
      await log.append([]);
      expect(await log.read(0, all)).toHaveLength(1);
    });

    it('forgets the producers that were silent for longest, when there are very many', async () => {
      const log = await aLog();
      const state = (id: number) => ({ id, epoch: 0, sequenceNumber: id });
      for (let id = 0; id < 999; id++) await log.append([], state(id));
      await log.append([], state(0));
      for (let id = 999; id < 1010; id++) await log.append([], state(id));
      expect(log.producer(0)).toEqual(state(0));
      expect(log.producer(1)).toBeUndefined();
      expect(log.producer(1009)).toEqual(state(1009));
    });

    it('accepts what is stored, and tells the others of it, also when a listener throws', async () => {
      const log = await aLog();
      let told = 0;
      log.onAppend(() => {
        throw new Error('broken reader');
      });
      log.onAppend(() => {
        told += 1;
      });
      await log.append([anEvent('x')]);
      await log.append([anEvent('y')]);
      expect({ told, last: log.last.sequenceNumber }).toEqual({ told: 2, last: 1 });
    });

    it('drops what is too old, also when nothing is sent, and keeps its counters', async () => {
      let now = 0;
      const log = await aLog({ clock: () => now, retention: { bytes, milliseconds: 1000 } });
      for (; now < 500; now += 100) await log.append([anEvent('x')]);
      const { last } = log;
      now = 1100;
      await opened?.applyRetention();
      expect(log.beginSequenceNumber).toBeLessThanOrEqual(1);
      now = 10_000;
      await opened?.applyRetention();
      expect(log.beginSequenceNumber).toBe(5);
      expect(log.beginEnqueuedTime).toBeUndefined();
      expect(log.last).toEqual(last);
      expect(await log.read(0, all)).toEqual([]);
      await log.append([anEvent('y')]);
      const [event] = await log.read(0, all);
      expect(event?.position).toEqual({ sequenceNumber: 5, offset: last.offset + 72, enqueuedTime: 10_000 });
    });
  });
}

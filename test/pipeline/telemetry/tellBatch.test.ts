import { describe, expect, it } from '@jest/globals';
import type { EventBatch, HubEvent } from '../../../src/pipeline/eventBatch.ts';
import { reasons } from '../../../src/pipeline/reasons.ts';
import { RunEndedError } from '../../../src/pipeline/storing/runEnd.ts';
import { attemptFields } from '../../../src/pipeline/telemetry/attemptFigures.ts';
import { batchFields } from '../../../src/pipeline/telemetry/batchFigures.ts';
import { StoredPositions } from '../../../src/pipeline/telemetry/storedPositions.ts';
import { tellBatch } from '../../../src/pipeline/telemetry/tellBatch.ts';
import { aHubEvent } from '../../support/aHubEvent.ts';
import { aStoredTweet } from '../../support/aStoredTweet.ts';
import { figuresOf } from '../../support/figuresOf.ts';
import { MemoryLog } from '../../support/memoryLog.ts';

const start = Date.UTC(2026, 10, 20, 22, 15);

/** A batch of events that the hub took so many seconds before the run begins, and its telling. */
function aTold(agesSeconds: readonly number[], parts: Partial<EventBatch> = {}, positions = new StoredPositions()) {
  const clock = { nowMs: start };
  const enqueued = agesSeconds.map((seconds) => new Date(start - seconds * 1000));
  const events = enqueued.map((enqueuedTime, index) => aHubEvent({ enqueuedTime, sequenceNumber: 40 + index }));
  const batch = { hub: 'tweets', consumerGroup: 'store', partition: '3', attempt: 1, events, ...parts };
  const log = new MemoryLog();
  const told = tellBatch(batch, { now: () => new Date(clock.nowMs), log, positions });
  const writes = enqueued.map((enqueuedTime) => ({ tweet: { ...aStoredTweet(), enqueuedTime } }));
  return { batch, clock, log, told, writes };
}
const none = { duplicates: 0, rejected: [] };

describe('the line of a stored batch', () => {
  it('ends with one JSON object of exactly the fields that queries may read', () => {
    const { told, log } = aTold([1]);
    told.stored(none);
    expect(Object.keys(figuresOf(log.lines[0], 'batch')).toSorted()).toEqual(batchFields.toSorted());
  });

  it('says where the batch came from and what became of its events', () => {
    const { told, log, writes, batch } = aTold([3, 2, 1], { attempt: 4 });
    told.watch.sent(false);
    told.watch.throttled();
    told.watch.sent(true);
    told.watch.acknowledged(writes.slice(0, 1));
    told.stored({ duplicates: 1, rejected: [{ reason: 'not-json' }] });
    expect(figuresOf(log.lines[0], 'batch')).toMatchObject({
      ...{ v: 1, fn: 'storeTweets', hub: 'tweets', partition: '3', firstSeq: 40, lastSeq: 42, attempt: 4 },
      ...{ received: 3, written: 1, duplicates: 1, deadLettered: 1, reasons: { 'not-json': 1 } },
      ...{ transactions: 2, throttled: 1, retries: 1 },
      bytes: batch.events.reduce((sum, { body }) => sum + body.length, 0),
    });
  });

  it('counts a row as written only once storage has acknowledged it, so that one that is lost shows', () => {
    const { told, log, writes } = aTold([2, 1]);
    told.watch.acknowledged(writes.slice(1));
    told.stored(none);
    expect(figuresOf(log.lines[0], 'batch')).toMatchObject({ received: 2, written: 1, duplicates: 0, deadLettered: 0 });
  });

  it('tells how long events waited in the hub, until their rows were there, and how long all of it took', () => {
    const { told, log, clock, writes } = aTold(Array.from({ length: 20 }, (_, index) => 20 - index));
    clock.nowMs += 100;
    told.watch.acknowledged(writes.slice(0, 1));
    clock.nowMs += 200;
    told.watch.acknowledged(writes.slice(1));
    clock.nowMs += 50;
    told.stored(none);
    expect(figuresOf(log.lines[0], 'batch')).toMatchObject({
      ...{ queueLagMsMax: 20_000, queueLagMsMin: 1_000, cycleMs: 300, batchMs: 350 },
      ...{ leadMsP50: 10_300, leadMsP95: 19_300 },
    });
  });

  it.each([
    ['one row', [7], 7_000, 7_000],
    ['three', [1, 2, 9], 2_000, 9_000],
  ])('gives the time that so many percent do not exceed, of %s too', (_rows, ages, leadMsP50, leadMsP95) => {
    const { told, log, writes } = aTold(ages);
    told.watch.acknowledged(writes);
    told.stored(none);
    expect(figuresOf(log.lines[0], 'batch')).toMatchObject({ leadMsP50, leadMsP95 });
  });

  it('shows no time below 0 where the clocks of hub and function disagree', () => {
    const { told, log, clock, writes } = aTold([-5, -1]);
    clock.nowMs -= 10;
    told.watch.acknowledged(writes);
    told.stored(none);
    const { queueLagMsMax, queueLagMsMin, leadMsP50, cycleMs, batchMs } = figuresOf(log.lines[0], 'batch');
    expect([queueLagMsMax, queueLagMsMin, leadMsP50, cycleMs, batchMs]).toEqual([0, 0, 0, 0, 0]);
  });

  it('has no lead time where there is no row', () => {
    const { told, log } = aTold([1]);
    told.stored(none);
    const { leadMsP50, leadMsP95, cycleMs } = figuresOf(log.lines[0], 'batch');
    expect([leadMsP50, leadMsP95, cycleMs]).toEqual([null, null, null]);
  });

  it('names the runs that published the events, five at most', () => {
    const parents = [1, 1, 2, 1, 3, 4, 5, 6].map((run) => `00-${String(run).repeat(32)}-00f067aa0ba902b7-01`);
    const given = ['no trace', 7, undefined, ...parents];
    const events = given.map((parent): HubEvent => aHubEvent({ properties: { 'Diagnostic-Id': parent } }));
    const { told, log } = aTold([], { events });
    told.stored(none);
    expect(figuresOf(log.lines[0], 'batch').producers).toEqual([1, 2, 3, 4, 5].map((run) => String(run).repeat(32)));
  });

  it('stays below 2 KB however long its parts are, and on one line', () => {
    const sequenceNumber = Number.MAX_SAFE_INTEGER;
    const parents = [1, 2, 3, 4, 5].map((run) => `00-${String(run).repeat(32)}-00f067aa0ba902b7-01`);
    const properties = parents.map((parent) => ({ 'Diagnostic-Id': parent }));
    const events = properties.map((each) => aHubEvent({ sequenceNumber, enqueuedTime: new Date(0), properties: each }));
    const parts = { hub: 'a'.repeat(256), partition: '9'.repeat(9), attempt: Number.MAX_SAFE_INTEGER, events };
    const { told, log } = aTold([], parts);
    told.stored({ duplicates: 1e6, rejected: reasons.map((reason) => ({ reason })) });
    expect(Buffer.byteLength(log.lines[0] ?? '')).toBeLessThan(2_000);
    expect(log.lines[0]).not.toContain('\n');
  });
});

describe('what a batch leaves out or repeats', () => {
  const gapAfter = (positions: StoredPositions, first: number, count: number, parts: Partial<EventBatch> = {}) => {
    const events = Array.from({ length: count }, (_, index) => aHubEvent({ sequenceNumber: first + index }));
    const { told, log } = aTold([], { events, ...parts }, positions);
    told.stored(none);
    return figuresOf(log.lines[0], 'batch').checkpointGap;
  };

  it('is told against the batch before, partition by partition', () => {
    const positions = new StoredPositions();
    expect(gapAfter(positions, 40, 10)).toBeNull();
    expect(gapAfter(positions, 50, 10)).toBe(0);
    expect(gapAfter(positions, 55, 10)).toBe(-5);
    expect(gapAfter(positions, 70, 1)).toBe(5);
    expect(gapAfter(positions, 0, 1, { partition: '2' })).toBeNull();
    expect(gapAfter(positions, 71, 1)).toBe(0);
  });

  it('does not move by an attempt that failed', () => {
    const positions = new StoredPositions();
    gapAfter(positions, 40, 10);
    const { told } = aTold([1], { events: [aHubEvent({ sequenceNumber: 50 })] }, positions);
    told.failed(new Error('Storage is down.'));
    expect(gapAfter(positions, 50, 1)).toBe(0);
  });

  it('is not kept of more partitions than a namespace has', () => {
    const positions = new StoredPositions();
    const events = [aHubEvent({ sequenceNumber: 1 })];
    for (const partition of [...Array(2_048).keys(), 0, 2_048]) {
      positions.follow({ hub: 'tweets', consumerGroup: 'store', partition: String(partition), attempt: 1, events });
    }
    // The one that was stored longest ago is forgotten.
    expect([0, 2_048, 1].map((partition) => gapAfter(positions, 2, 1, { partition: String(partition) }))).toEqual([
      0,
      0,
      null,
    ]);
  });
});

describe('the line of an attempt that failed', () => {
  it('ends with one JSON object of exactly the fields that queries may read', () => {
    const { told, log } = aTold([1]);
    told.failed(new Error('Storage is down.'));
    expect(Object.keys(figuresOf(log.errors[0], 'attempt')).toSorted()).toEqual(attemptFields.toSorted());
  });

  it('says since when its oldest event waits, and why, without the text of the error', () => {
    const { told, log, clock } = aTold([30, 90, 60], { attempt: 7 });
    clock.nowMs += 250;
    told.failed(Object.assign(new Error('secret'), { code: 'storage-unavailable' }));
    expect(figuresOf(log.errors[0], 'attempt')).toMatchObject({
      ...{ received: 3, attempt: 7, firstSeq: 40, lastSeq: 42, batchMs: 250, why: 'storage-unavailable' },
      oldestEnqueued: '2026-11-20T22:13:30.000Z',
    });
    expect(log.errors[0]).toMatch(
      /^Attempt 7 at 3 events failed: storage-unavailable \(partition 3, 40 to 42\)\. They/,
    );
    expect(log.errors.join()).not.toContain('secret');
  });

  it.each([
    [new TypeError('secret'), 'TypeError'],
    [Object.assign(new Error('secret'), { code: 'two words' }), 'Error'],
    ['secret', 'unknown'],
    [undefined, 'unknown'],
  ])('calls %p what it is', (error, why) => {
    const { told, log } = aTold([1]);
    told.failed(error);
    expect(figuresOf(log.errors[0], 'attempt').why).toBe(why);
  });

  it('is no error when the app stops: nothing is wrong then', () => {
    const { told, log } = aTold([1]);
    told.failed(new RunEndedError('stopping', 'The app is stopping.'));
    expect([log.errors, log.lines]).toEqual([[], [expect.stringContaining('"why":"stopping"')]]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { storeHealth } from '../../../../local/eventHubs/http/storeHealth.ts';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import type { EventSections } from '../../../../local/eventHubs/wire/eventSections.ts';
import { anEvent } from '../support/anEvent.ts';
import { aLog } from '../support/serveExplorer.ts';

/** A log whose disk can be full. */
class FullLog extends MemoryPartitionLog {
  isFull = false;

  override append(events: readonly EventSections[]): Promise<void> {
    return this.isFull ? Promise.reject(new Error('No space left.')) : super.append(events);
  }
}

function aStore() {
  const time = { now: 0 };
  const health = storeHealth(() => time.now);
  const log = new FullLog(() => 0, 1024 * 1024);
  const watched = health.watch(log);
  return { time, health, log, send: () => watched.append([anEvent('a')]) };
}

describe('the health of a store', () => {
  it('is good before anything is sent', () => {
    expect(aStore().health.isHealthy()).toBe(true);
  });

  it('is bad once events cannot be stored, which the sender is told as before', async () => {
    const { log, health, send } = aStore();
    log.isFull = true;
    await expect(send()).rejects.toThrow('No space left.');
    expect(health.isHealthy()).toBe(false);
  });

  it('is good again with the next event that is stored', async () => {
    const { log, health, send } = aStore();
    log.isFull = true;
    await expect(send()).rejects.toThrow();
    log.isFull = false;
    await send();
    expect(health.isHealthy()).toBe(true);
  });

  it('is good again after 30 seconds without a try: who waits for it may be who would send', async () => {
    const { time, log, health, send } = aStore();
    log.isFull = true;
    await expect(send()).rejects.toThrow();
    time.now = 29_999;
    expect(health.isHealthy()).toBe(false);
    time.now = 30_000;
    expect(health.isHealthy()).toBe(true);
  });
});

describe('a watched log', () => {
  it('is the log itself in all else', async () => {
    const log = aLog();
    const watched = storeHealth(() => 0).watch(log);
    let appended = 0;
    const stop = watched.onAppend(() => {
      appended += 1;
    });
    await watched.append([anEvent('a'), anEvent('b')], { id: 7, epoch: 1, sequenceNumber: 1 });
    stop();
    const { beginSequenceNumber, beginEnqueuedTime, last, storedBytes } = log;
    expect(watched).toMatchObject({ beginSequenceNumber, beginEnqueuedTime, last, storedBytes });
    expect(watched.producer(7)).toEqual(log.producer(7));
    expect(await watched.read(1, { events: 1, bytes: 1 })).toEqual(await log.read(1, { events: 1, bytes: 1 }));
    expect(await watched.findOffset(1)).toBe(1);
    expect(await watched.findEnqueuedTime(0)).toBe(0);
    expect(appended).toBe(1);
  });
});

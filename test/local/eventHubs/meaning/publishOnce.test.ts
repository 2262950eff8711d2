import { beforeEach, describe, expect, it } from '@jest/globals';
import { publishOnce } from '../../../../local/eventHubs/meaning/publishOnce.ts';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import type { ProducerState } from '../../../../local/eventHubs/storage/partitionLog.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import type { EventSections } from '../../../../local/eventHubs/wire/eventSections.ts';

const producer = { id: 7, epoch: 0, sequenceNumber: 0 };
const none = Buffer.alloc(0);

function anEvent(sequenceNumber: number): EventSections {
  const pairs = [
    encode.symbol('x-mine'),
    encode.string('y'),
    encode.symbol('com.microsoft:producer-sequence-number'),
    encode.int(sequenceNumber),
    encode.symbol('com.microsoft:producer-id'),
    encode.long(producer.id),
    encode.symbol('com.microsoft:producer-epoch'),
    Buffer.of(0x61, 0, producer.epoch),
  ];
  return { header: none, annotations: Buffer.concat(pairs), annotationItems: pairs.length, rest: none };
}

/** A log that takes its time, and may fail. */
class SlowLog extends MemoryPartitionLog {
  finish: (error?: Error) => void = () => undefined;
  #safe: Promise<void> = Promise.resolve();

  override async append(events: readonly EventSections[], state?: ProducerState): Promise<void> {
    const before = this.#safe;
    if (events.length > 0) {
      this.#safe = new Promise((resolve, reject) => {
        this.finish = (error) => (error ? reject(error) : resolve());
      });
      this.#safe.catch(() => undefined);
    }
    await super.append(events, state);
    await before;
    await this.#safe;
  }
}

describe('publishing once', () => {
  let log: SlowLog;
  beforeEach(() => {
    log = new SlowLog(() => 0, 64 * 1024);
  });

  it('does not accept a repetition before what it repeats is safe', async () => {
    const order: string[] = [];
    const first = publishOnce([anEvent(1), anEvent(2)], producer, log).then(() => order.push('first'));
    const again = publishOnce([anEvent(1), anEvent(2)], producer, log).then(() => order.push('again'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    log.finish();
    await Promise.all([first, again]);
    expect(order).toEqual(['first', 'again']);
    expect(log.last.sequenceNumber).toBe(1);
  });

  it('fails a repetition with what it repeats', async () => {
    const first = publishOnce([anEvent(1)], producer, log);
    const again = publishOnce([anEvent(1)], producer, log);
    log.finish(new Error('The disk is full.'));
    await expect(first).rejects.toThrow('full');
    await expect(again).rejects.toThrow('full');
  });

  it('keeps the state with the events', async () => {
    const published = publishOnce([anEvent(1), anEvent(2)], producer, log);
    log.finish();
    expect(await published).toBeUndefined();
    expect(log.producer(7)).toMatchObject({ id: 7, epoch: 0, sequenceNumber: 2 });
  });

  it('says why it refuses, and stores nothing', async () => {
    const published = publishOnce([anEvent(1), anEvent(3)], producer, log);
    expect(await published).toMatchObject({ condition: 'com.microsoft:argument-out-of-range' });
    expect(log.last.sequenceNumber).toBe(-1);
  });
});

import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { OrderWatch } from '../../../../tools/verify/account/orderWatch.ts';

const anyId = '00000000-0000-4000-8000-00000000';

/** A watch that hosts tell of their batches as the local host does. */
function watching() {
  const watch = new OrderWatch('storeTweets');
  let next = 0;
  const begin = (range: string, { host = 'first', partition = '0', name = 'storeTweets' } = {}): string => {
    next += 1;
    const id = `${anyId}${String(next).padStart(4, '0')}`;
    watch.read(
      host,
      `[2026-11-20T22:30:00.000Z] Trigger Details: PartitionId: ${partition}, SequenceNumber: ${range}, Count: 1`,
    );
    watch.read(host, `[2026-11-20T22:30:00.000Z] Executing '${name}' (Reason='New events', Id=${id})`);
    return id;
  };
  const end = (id: string, outcome = 'succeeded', name = 'storeTweets'): void =>
    watch.read('any', `[2026-11-20T22:30:00.000Z] Executed '${name}' (${outcome}, Id=${id}, Duration=12ms)`);
  return { watch, begin, end };
}

describe('the watch over the order of batches', () => {
  it('finds nothing where each batch begins after the one before it was handled', async () => {
    const { watch, begin, end } = watching();
    for (const range of ['0-9', '10-10', '11-30']) {
      end(begin(range));
      await nextTurn();
    }
    expect(watch.skips.count).toBe(0);
    expect(watch.isDone('0', 30)).toBe(true);
    expect(watch.isDone('0', 31)).toBe(false);
    expect(watch.done).toBe(31);
  });

  it('finds a batch that skips over events that nobody was given', async () => {
    const { watch, begin, end } = watching();
    end(begin('0-9'));
    begin('12-20');
    await nextTurn();
    expect(watch.skips.first).toEqual(['partition 0: batch 12-20 began before 0-11 was handled']);
    expect(watch.skipsByPartition()).toEqual(new Map([['0', 1]]));
  });

  it('finds a batch that goes on after one that failed for good, and tells of that gap once', async () => {
    const { watch, begin, end } = watching();
    end(begin('0-9'), 'failed');
    end(begin('10-19'));
    await nextTurn();
    end(begin('20-29'));
    await nextTurn();
    expect(watch.skips.count).toBe(1);
    // The host is done with it all the same.
    expect(watch.isDone('0', 29)).toBe(true);
  });

  it('takes no repetition for a skip, by whichever host', async () => {
    const { watch, begin, end } = watching();
    end(begin('0-9'));
    end(begin('10-19'), 'cancelled');
    end(begin('5-14', { host: 'second' }));
    end(begin('10-19', { host: 'second' }));
    end(begin('20-20', { host: 'second' }));
    await nextTurn();
    expect(watch.skips.count).toBe(0);
    expect(watch.isDone('0', 20)).toBe(true);
  });

  it('is not done with a batch that was cancelled, or whose host was killed', () => {
    const { watch, begin, end } = watching();
    end(begin('0-9'), 'cancelled');
    begin('0-9');
    expect(watch.isDone('0', 9)).toBe(false);
  });

  it('waits with its judgement for what another host has said before, and is read later', async () => {
    const { watch, begin, end } = watching();
    const before = begin('0-9');
    begin('10-19', { host: 'second' });
    end(before);
    await nextTurn();
    expect(watch.skips.count).toBe(0);
  });

  it('knows which events may have been written late: those of a batch that ran on, or was cancelled', async () => {
    const { watch, begin, end } = watching();
    end(begin('0-9'));
    await nextTurn();
    end(begin('10-19'), 'cancelled');
    const runsOn = begin('20-29');
    begin('20-39', { host: 'second' });
    end(runsOn);
    const isLate = (sequenceNumber: number) => watch.lateWrites.mayBe({ partition: '0', sequenceNumber }, 35);
    expect([5, 15, 25, 32].map(isLate)).toEqual([false, true, true, false]);
  });

  it('keeps partitions apart, and looks at no other function', async () => {
    const { watch, begin, end } = watching();
    end(begin('0-9'));
    end(begin('50-59', { name: 'countTweets' }), 'succeeded', 'countTweets');
    begin('0-5', { partition: '1' });
    await nextTurn();
    expect(watch.skips.count).toBe(0);
    expect(watch.done).toBe(10);
  });
});

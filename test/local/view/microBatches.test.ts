import { describe, expect, it } from '@jest/globals';
import { microBatches } from '../../../local/view/microBatches.ts';

const never = 60_000;

/** Batches that were written, and a way to keep the writer waiting. */
function writer() {
  const batches: number[][] = [];
  const waiting: (() => void)[] = [];
  let slow = false;
  return {
    batches,
    beSlow: () => {
      slow = true;
    },
    letOne: () => waiting.shift()?.(),
    write: (items: readonly number[]): Promise<void> => {
      batches.push([...items]);
      return slow ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('microBatches', () => {
  it('writes a batch when it has all the items it may have', async () => {
    const { batches, write } = writer();
    const { add } = microBatches<number>({ maxItems: 2, maxBytes: 1_000, maxWaitMs: never, write });
    for (const item of [1, 2, 3, 4]) await add(item, 1);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('writes a batch when its bytes are enough', async () => {
    const { batches, write } = writer();
    const { add } = microBatches<number>({ maxItems: 100, maxBytes: 1_000, maxWaitMs: never, write });
    await add(1, 999);
    expect(batches).toEqual([]);
    await add(2, 1);
    expect(batches).toEqual([[1, 2]]);
  });

  it('writes what there is when the wait is over', async () => {
    const written = new Promise<readonly number[]>((resolve) => {
      const write = async (items: readonly number[]) => resolve(items);
      void microBatches<number>({ maxItems: 9, maxBytes: 1_000, maxWaitMs: 5, write }).add(1, 1);
    });
    expect(await written).toEqual([1]);
  });

  it('writes the rest on flush, and nothing when there is nothing', async () => {
    const { batches, write } = writer();
    const { add, flush } = microBatches<number>({ maxItems: 9, maxBytes: 1_000, maxWaitMs: never, write });
    await add(1, 1);
    await flush();
    await flush();
    expect(batches).toEqual([[1]]);
  });

  it('lets nobody add more than two batches while the writer is slow, and loses nothing', async () => {
    const { batches, write, beSlow, letOne } = writer();
    beSlow();
    const { add } = microBatches<number>({ maxItems: 2, maxBytes: 1_000, maxWaitMs: never, write });
    const added: number[] = [];
    const adding = Promise.all([1, 2, 3, 4, 5, 6].map((item) => add(item, 1).then(() => added.push(item))));
    await turn();
    expect(batches).toEqual([[1, 2]]);
    expect(added).toEqual([1, 3]);
    for (let round = 0; round < 6; round++) {
      letOne();
      await turn();
    }
    await adding;
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('tells whoever adds that a batch could not be written', async () => {
    const write = async (): Promise<void> => {
      throw new Error('disk full');
    };
    const { add } = microBatches<number>({ maxItems: 1, maxBytes: 1_000, maxWaitMs: never, write });
    await expect(add(1, 1)).rejects.toThrow('disk full');
  });
});

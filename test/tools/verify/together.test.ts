import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { together } from '../../../tools/verify/together.ts';

describe('works that go on together', () => {
  it('end when the last of them does', async () => {
    const done: string[] = [];
    const work = async (name: string, turns: number): Promise<void> => {
      for (let turn = 0; turn < turns; turn += 1) await delay(0);
      done.push(name);
    };
    await together([work('long', 5), work('short', 1)], () => undefined);
    expect(done).toEqual(['short', 'long']);
  });

  it('are given up with the first failure, which is told once none of them runs any more', async () => {
    const ended = new AbortController();
    const done: unknown[] = [];
    const work = async (): Promise<void> => {
      await delay(60_000, undefined, { signal: ended.signal }).catch(() => undefined);
      // What a work does about its end takes a while.
      await delay(10);
      done.push(ended.signal.reason);
      throw new Error('given up');
    };
    const failing = Promise.reject(new Error('the first'));
    await expect(together([work(), failing, work()], (reason) => ended.abort(reason))).rejects.toThrow('the first');
    expect(done).toEqual([new Error('the first'), new Error('the first')]);
  });
});

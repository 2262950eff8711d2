import { describe, expect, it } from '@jest/globals';
import { inParallel } from '../../src/adapters/inParallel.ts';

/** Tasks that count how many run at once. */
function counted(count: number, run: (index: number) => unknown) {
  const state = { running: 0, most: 0, started: 0 };
  const tasks = Array.from({ length: count }, (_, index) => async () => {
    state.started += 1;
    state.running += 1;
    state.most = Math.max(state.most, state.running);
    await new Promise((resolve) => setImmediate(resolve));
    state.running -= 1;
    return run(index);
  });
  return { state, tasks };
}

describe('running tasks in parallel', () => {
  it('gives their results in order, never more than the limit at a time', async () => {
    const { state, tasks } = counted(20, (index) => index);
    expect(await inParallel(4, tasks)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(state.most).toBe(4);
  });

  it('starts nothing new after a failure, waits for what runs, and throws the first', async () => {
    const { state, tasks } = counted(20, (index) => {
      if (index === 2) throw new Error('task 2');
    });
    await expect(inParallel(4, tasks)).rejects.toThrow('task 2');
    expect(state.running).toBe(0);
    expect(state.started).toBeLessThan(9);
  });

  it('takes no tasks at all', async () => {
    expect(await inParallel(4, [])).toEqual([]);
  });
});

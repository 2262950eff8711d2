import { expect, it } from '@jest/globals';
import { slots } from '../../src/adapters/slots.ts';

it('runs no more tasks at a time than it has slots, in order, whoever fails', async () => {
  const inSlot = slots(3);
  const state = { running: 0, most: 0 };
  const started: number[] = [];
  const task = (index: number) => async () => {
    started.push(index);
    state.running += 1;
    state.most = Math.max(state.most, state.running);
    await new Promise((resolve) => setImmediate(resolve));
    state.running -= 1;
    if (index % 2 === 0) throw new Error(String(index));
    return index;
  };
  const ended = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => inSlot(task(index))));
  expect(state).toEqual({ running: 0, most: 3 });
  expect(started).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => ['rejected', 'fulfilled']).flat());
  expect(await inSlot(async () => 'free again')).toBe('free again');
});

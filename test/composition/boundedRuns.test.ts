import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BoundedRuns } from '../../src/composition/boundedRuns.ts';
import type { RunEnd } from '../../src/pipeline/storing/runEnd.ts';

/** As what a store does with its end: asks while it may, and waits for its answer until it has to give up. */
const asking = (end: RunEnd) =>
  new Promise<never>((_, reject) => end.noRequests.addEventListener('abort', () => reject(end.noRequests.reason)));

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('runs with an end', () => {
  const opened = () => new BoundedRuns({ timeLimitMs: 1_000, graceMs: 100 });

  it('end as their task does', async () => {
    expect(await opened().run(async () => 7)).toBe(7);
    await expect(opened().run(() => Promise.reject(new Error('down')))).rejects.toThrow('down');
    const throwing = () => {
      throw new Error('at once');
    };
    await expect(opened().run(throwing)).rejects.toThrow('at once');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('start nothing new after their time, and give up what is in flight after the grace', async () => {
    let end: RunEnd | undefined;
    const run = opened().run((given) => {
      end = given;
      return asking(given);
    });
    const seen = expect(run).rejects.toMatchObject({ code: 'run-too-long' });
    const state = () => [end?.noNewRequests.aborted, end?.noRequests.aborted];
    jest.advanceTimersByTime(999);
    expect(state()).toEqual([false, false]);
    jest.advanceTimersByTime(1);
    expect(state()).toEqual([true, false]);
    jest.advanceTimersByTime(100);
    expect(state()).toEqual([true, true]);
    await seen;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('leave off together when the app ends, which waits for them, and no other begins', async () => {
    const runs = opened();
    const all = [runs.run(asking), runs.run(asking)].map((run) =>
      expect(run).rejects.toMatchObject({ code: 'stopping' }),
    );
    let isClosed = false;
    const closing = runs.close().then(() => {
      isClosed = true;
    });
    await expect(runs.run(asking)).rejects.toMatchObject({ code: 'stopping' });
    await Promise.resolve();
    expect(isClosed).toBe(false);
    jest.advanceTimersByTime(100);
    await Promise.all([...all, closing]);
    await runs.close();
  });

  it('may still come to their end within the grace', async () => {
    const runs = opened();
    const run = runs.run(() => new Promise((resolve) => setTimeout(() => resolve('stored'), 50)));
    const closing = runs.close();
    jest.advanceTimersByTime(50);
    expect(await run).toBe('stored');
    await closing;
  });

  it('have no time left to be too long once the app ends', async () => {
    const runs = opened();
    const run = expect(runs.run(asking)).rejects.toMatchObject({ code: 'stopping' });
    jest.advanceTimersByTime(950);
    const closing = runs.close();
    jest.advanceTimersByTime(100);
    await Promise.all([run, closing]);
  });
});

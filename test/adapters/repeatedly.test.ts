import { describe, expect, it } from '@jest/globals';
import { repeatedly } from '../../src/adapters/repeatedly.ts';

const never = new AbortController().signal;
const quick = { firstWaitMs: 1, longestWaitMs: 4, forMs: 60_000, random: () => 0 };
const always = () => true;

/** Fails so often, then gives 7. */
const failing = (times: number) => {
  const state = { asked: 0 };
  const ask = async () => {
    state.asked += 1;
    if (state.asked <= times) throw new Error(`failure ${state.asked}`);
    return 7;
  };
  return { state, ask };
};

describe('asking repeatedly', () => {
  it('asks once where that is enough, and again while it fails', async () => {
    const once = failing(0);
    expect(await repeatedly(once.ask, always, never, quick)).toBe(7);
    expect(once.state.asked).toBe(1);
    const again = failing(5);
    expect(await repeatedly(again.ask, always, never, quick)).toBe(7);
    expect(again.state.asked).toBe(6);
  });

  it('does not repeat what cannot pass', async () => {
    const { ask, state } = failing(5);
    await expect(repeatedly(ask, () => false, never, quick)).rejects.toThrow('failure 1');
    expect(state.asked).toBe(1);
  });

  it('gives the last failure back when its time is over', async () => {
    const { ask, state } = failing(100);
    await expect(repeatedly(ask, always, never, { ...quick, firstWaitMs: 4, forMs: 30 })).rejects.toThrow(/failure/);
    expect(state.asked).toBeGreaterThan(1);
    expect(state.asked).toBeLessThan(10);
  });

  it('waits for as long as it is asked to, however short its own waits are', async () => {
    const asked = failing(2);
    expect(await repeatedly(asked.ask, always, never, { ...quick, waitAskedFor: () => 5 })).toBe(7);
    expect(asked.state.asked).toBe(3);
    const tooLong = failing(100);
    const options = { ...quick, forMs: 30, waitAskedFor: () => 3_600_000 };
    await expect(repeatedly(tooLong.ask, always, never, options)).rejects.toThrow('failure 1');
    expect(tooLong.state.asked).toBe(1);
  });

  it('breaks a wait that it was asked for off as well', async () => {
    const { ask } = failing(100);
    const stop = new AbortController();
    const reason = new Error('stopping');
    const options = { ...quick, waitAskedFor: () => 3_600_000 };
    const asking = repeatedly(ask, always, stop.signal, options);
    setImmediate(() => stop.abort(reason));
    await expect(asking).rejects.toBe(reason);
  });

  it('breaks a pause off when no new request may start, for the reason of that', async () => {
    const { ask, state } = failing(5);
    const stop = new AbortController();
    const reason = new Error('stopping');
    const asking = repeatedly(ask, always, stop.signal, { ...quick, firstWaitMs: 60_000, forMs: 600_000 });
    setImmediate(() => stop.abort(reason));
    await expect(asking).rejects.toBe(reason);
    expect(state.asked).toBe(1);
  });
});

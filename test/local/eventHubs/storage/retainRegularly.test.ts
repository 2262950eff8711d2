import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { retainRegularly } from '../../../../local/eventHubs/storage/retainRegularly.ts';
import type { Store } from '../../../../local/eventHubs/storage/store.ts';

const hour = 3_600_000;
const lines: string[] = [];

function aStore(applyRetention: () => Promise<void>): Store & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    hubs: [],
    applyRetention: () => {
      calls.push('retention');
      return applyRetention();
    },
    close: async () => {
      calls.push('close');
    },
  };
}

describe('a store that drops what is old from time to time', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    lines.length = 0;
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    [24 * hour, 60_000],
    [0.25 * hour, 28_125],
    [1000, 1000],
  ])('looks, at a retention of %i ms, every %i ms', async (milliseconds, interval) => {
    const inner = aStore(async () => undefined);
    const store = retainRegularly(inner, { bytes: 1, milliseconds }, (line) => lines.push(line));
    await jest.advanceTimersByTimeAsync(interval - 1);
    expect(inner.calls).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(inner.calls).toEqual(['retention']);
    await store.close();
  });

  it('says when it cannot, and looks again', async () => {
    const inner = aStore(() => Promise.reject(new Error('no')));
    const store = retainRegularly(inner, { bytes: 1, milliseconds: hour }, (line) => lines.push(line));
    await jest.advanceTimersByTimeAsync(120_000);
    expect(inner.calls).toEqual(['retention', 'retention']);
    expect(lines).toEqual(['Old events cannot be dropped: no', 'Old events cannot be dropped: no']);
    await store.close();
  });

  it('ends with the store, after what is under way', async () => {
    let finish = (): void => undefined;
    const inner = aStore(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    const store = retainRegularly(inner, { bytes: 1, milliseconds: hour }, (line) => lines.push(line));
    await jest.advanceTimersByTimeAsync(60_000);
    const closed = store.close();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(inner.calls).toEqual(['retention']);
    finish();
    await closed;
    expect(inner.calls).toEqual(['retention', 'close']);
  });
});

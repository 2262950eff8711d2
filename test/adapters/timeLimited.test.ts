import { describe, expect, it } from '@jest/globals';
import { timeLimited } from '../../src/adapters/timeLimited.ts';

const never = new AbortController().signal;
const deaf = () => new Promise<never>(() => undefined);

describe('a request with a time limit', () => {
  it('gives what the request gives', async () => {
    expect(await timeLimited(1_000, never, async () => 7)).toBe(7);
    await expect(timeLimited(1_000, never, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });

  it('ends at its limit, also where the client takes no notice', async () => {
    let given: AbortSignal | undefined;
    const request = timeLimited(10, never, (signal) => {
      given = signal;
      return deaf();
    });
    await expect(request).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(given?.aborted).toBe(true);
  });

  it('ends with the outer signal, for its reason', async () => {
    const outer = new AbortController();
    const reason = new Error('stopping');
    const request = timeLimited(60_000, outer.signal, deaf);
    outer.abort(reason);
    await expect(request).rejects.toBe(reason);
  });

  it('ends for that reason also where the client was faster with words of its own', async () => {
    const outer = new AbortController();
    const reason = new Error('stopping');
    const fast = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const request = timeLimited(60_000, outer.signal, fast);
    outer.abort(reason);
    await expect(request).rejects.toBe(reason);
  });

  it('does not begin after the outer signal', async () => {
    const reason = new Error('stopped');
    let isAsked = false;
    const ask = async () => {
      isAsked = true;
    };
    await expect(timeLimited(60_000, AbortSignal.abort(reason), ask)).rejects.toBe(reason);
    expect(isAsked).toBe(false);
  });

  it('leaves no failure behind that nobody handles', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    const late = (signal: AbortSignal) =>
      new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => setImmediate(() => reject(new Error('late')))),
      );
    await expect(timeLimited(1, never, late)).rejects.toMatchObject({ name: 'TimeoutError' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

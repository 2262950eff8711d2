import { afterEach, describe, expect, it } from '@jest/globals';
import { ask } from '../../support/twitter/askX.ts';
import { closeStandIns, minute, noon, second, standInUnderTest } from '../../support/twitter/standInUnderTest.ts';

afterEach(closeStandIns);

async function limits(url: string) {
  const { status, headers } = await ask(url);
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
    Number(headers[`x-rate-limit-${name}`]),
  );
  return { status, limit, remaining, reset };
}

const reset = (noon + 15 * minute) / second;

describe('7. The rate limit', () => {
  it('is 450 requests in 15 minutes, counted down from the first one on', async () => {
    const { url, clock } = await standInUnderTest();
    expect(await limits(url)).toEqual({ status: 200, limit: 450, remaining: 449, reset });
    clock.nowMs += minute;
    expect(await limits(url)).toEqual({ status: 200, limit: 450, remaining: 448, reset });
  });

  it('refuses what is too much, and says 0 until the window ends', async () => {
    const { url, clock } = await standInUnderTest({ requestsPerWindow: 2 });
    expect(await limits(url)).toMatchObject({ status: 200, remaining: 1 });
    expect(await limits(url)).toMatchObject({ status: 200, remaining: 0 });
    expect(await limits(url)).toEqual({ status: 429, limit: 2, remaining: 0, reset });
    clock.nowMs += 15 * minute - 1;
    expect(await limits(url)).toMatchObject({ status: 429, reset });
    clock.nowMs += 1;
    expect(await limits(url)).toEqual({ status: 200, limit: 2, remaining: 1, reset: reset + 15 * 60 });
  });

  it("may differ from X's table, and change", async () => {
    const { url, behave } = await standInUnderTest({ requestsPerWindow: 75 });
    expect(await limits(url)).toMatchObject({ limit: 75, remaining: 74 });
    behave({ requestsPerWindow: 1 });
    expect(await limits(url)).toMatchObject({ status: 429, limit: 1, remaining: 0 });
  });

  it('counts refused requests too, and none that show no token', async () => {
    const { url } = await standInUnderTest();
    await ask(url, {}, { headers: {} });
    await ask(url, { max_results: '5' });
    expect(await limits(url)).toMatchObject({ remaining: 448 });
  });

  it("goes by X's clock, which may be ahead of ours or behind", async () => {
    const { url, behave } = await standInUnderTest({ clockAheadMs: 3 * minute });
    const { headers } = await ask(url);
    expect(headers.date).toBe('Fri, 20 Nov 2026 12:03:00 GMT');
    expect(headers['x-rate-limit-reset']).toBe(String(reset + 180));
    behave({ clockAheadMs: -3 * minute });
    expect((await ask(url)).headers.date).toBe('Fri, 20 Nov 2026 11:57:00 GMT');
  });
});

import { describe, expect, it } from '@jest/globals';
import { refusal } from '../../support/twitter/fakeSearch.ts';
import { noon, postAt, postsUntil, sourceUnderTest } from '../../support/twitter/sourceUnderTest.ts';

const minute = 60_000;
const inTen = { rateLimit: { remaining: 0, resetMs: noon + 10 * minute } };

describe('an error of X', () => {
  it('that may pass is tried three times within the run, with pauses, and then left to the next run', async () => {
    const { search, run, waits, published, tick } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 3);
    search.instead = (_request, index) => (index < 2 ? refusal(503) : undefined);
    expect((await run()).errors).toEqual([]);
    expect(waits).toEqual([750, 1500]);
    expect(published()).toHaveLength(3);
    search.requests.length = 0;
    search.instead = () => ({ kind: 'no-answer', reason: 'ECONNRESET', mayHaveCost: true });
    const log = await tick();
    expect(search.requests).toHaveLength(3);
    expect(log.errors).toEqual([
      expect.stringContaining('Reading from X stopped early (ECONNRESET, at the last of 3 attempts).'),
    ]);
  });

  it.each([
    ['its time is over', 100_000, 15_000, 'the time of a run is over'],
    ["the day's ceiling is reached", 100, 0, "the day's ceiling leaves no room"],
  ])('is told, and remembered, also when %s before the last attempt', async (_, maxPostsPerDay, takesMs, why) => {
    const { search, run, clock, state } = sourceUnderTest({ maxPostsPerDay });
    search.instead = () => {
      clock.nowMs += takesMs;
      return { kind: 'no-answer', reason: 'no whole answer in time', mayHaveCost: true };
    };
    const { errors } = await run();
    expect(search.requests.length).toBeLessThan(3);
    const fault = `no whole answer in time; not asked again, since ${why}`;
    expect(errors.at(-1)).toContain(`Reading from X stopped early (${fault}).`);
    expect(state().lastError?.message).toBe(fault);
  });

  it('that damages a post has the page asked for again; what stays damaged is left out with an error line', async () => {
    const { search, run, tick, published } = sourceUnderTest();
    const posts = postsUntil(noon - 5_000, 3);
    const damaged = {
      kind: 'answer',
      status: 200,
      body: { data: [{ ...posts[0], id: 7 }, posts[1]], meta: {} },
    } as const;
    search.posts = posts;
    search.instead = (_request, index) => (index === 0 ? damaged : undefined);
    expect((await run()).errors).toEqual([]);
    expect(published()).toHaveLength(3);
    search.instead = () => damaged;
    search.requests.length = 0;
    expect((await tick()).errors).toEqual([expect.stringContaining("Left out 1 of X's posts")]);
    expect(search.requests).toHaveLength(3);
  });

  it('that damages the only post of a page is left out after three attempts, and not paid for in every run', async () => {
    const { search, run, tick, published } = sourceUnderTest();
    const { id } = postAt(noon - 5_000);
    const damaged = { kind: 'answer', status: 200, body: { data: [{ id }], meta: {} } } as const;
    search.instead = ({ sinceId }) => (sinceId < BigInt(id) ? damaged : undefined);
    expect((await run()).errors).toEqual([expect.stringContaining('without a valid id or text')]);
    expect(search.requests).toHaveLength(3);
    await tick();
    await tick();
    search.requests.length = 0;
    search.posts.push(postAt(noon + 110_000));
    expect((await tick()).errors).toEqual([]);
    expect(search.requests).toHaveLength(1);
    expect(published()).toHaveLength(1);
  });

  it('that is the rate limit is waited for in the saved state, and not in the function', async () => {
    const { search, run, tick, waits, state } = sourceUnderTest();
    search.instead = () => refusal(429, undefined, inTen);
    const log = await run();
    expect(search.requests).toHaveLength(1);
    expect(waits).toEqual([]);
    expect(log.errors).toEqual([]);
    expect(state().pause).toMatchObject({ reason: 'rate-limit', untilMs: noon + 10 * minute });
    expect((await tick(9)).lines.slice(0, -1)).toEqual([
      "Asked X for nothing, until 2026-11-20T12:10:00.000Z: The requests of X's window are used up.",
    ]);
    search.instead = () => undefined;
    await tick();
    expect(search.requests).toHaveLength(2);
    expect(state().pause).toBeUndefined();
  });

  it('is not waited for: after the last request of a window nothing is asked until the next', async () => {
    const { search, run, tick } = sourceUnderTest();
    search.facts = inTen;
    await run();
    await tick(9);
    expect(search.requests).toHaveLength(1);
    await tick();
    expect(search.requests).toHaveLength(2);
  });

  it.each([
    ['usage-cap', 429, { title: 'UsageCapExceeded' }, 360],
    ['credits', 402, { title: 'CreditsDepleted' }, 60],
    ['token', 401, { title: 'Unauthorized' }, 60],
    ['enrolment', 403, { reason: 'client-not-enrolled' }, 60],
    ['forbidden', 403, {}, 60],
    ['bad-request', 400, { title: 'Invalid Request' }, 60],
  ])('that is %s stops with one alarm for %s', async (reason, status, body, minutes) => {
    const { search, run, tick, state } = sourceUnderTest();
    search.instead = () => refusal(status, body, inTen);
    const log = await run();
    expect(log.errors).toEqual([expect.stringContaining(`(status ${status}`)]);
    expect(state()).toMatchObject({ pause: { reason, untilMs: noon + minutes * minute }, lastError: { timeMs: noon } });
    expect((await tick(minutes - 1)).errors).toEqual([]);
    expect(search.requests).toHaveLength(1);
    await tick();
    expect(search.requests).toHaveLength(2);
  });

  it('ends the pause when other settings may be the cure', async () => {
    const { search, run, tick, options } = sourceUnderTest();
    search.instead = () => refusal(401);
    await run();
    Object.assign(options.settings, { settingsMark: 'another token' });
    await tick();
    expect(search.requests).toHaveLength(2);
  });

  it('in the middle of a run keeps what was read before it', async () => {
    const { search, run, published, state } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 250, 500);
    search.instead = (_request, index) => (index === 1 ? refusal(402) : undefined);
    await run();
    expect(published()).toHaveLength(100);
    expect(state()).toMatchObject({ pause: { reason: 'credits' }, hole: { lo: expect.any(BigInt) } });
  });

  it('is waited for even if the hub takes nothing', async () => {
    const { search, run, publisher, tick } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 250, 500);
    search.instead = (_request, index) => (index === 1 ? refusal(402) : undefined);
    publisher.publish = async () => Promise.reject(new Error('The hub is down.'));
    await expect(run()).rejects.toThrow('The hub is down.');
    await tick();
    expect(search.requests).toHaveLength(2);
  });
});

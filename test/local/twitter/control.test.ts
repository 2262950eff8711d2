import { afterEach, describe, expect, it } from '@jest/globals';
import { type Behaviour, generatedArrivals, postsOfMinute } from '../../../local/twitter/index.ts';
import { idAt, timeOf } from '../../../src/pipeline/twitter/snowflake.ts';
import { ask, hear, readPages } from '../../support/twitter/askX.ts';
import {
  closeStandIns,
  day,
  minute,
  noon,
  standInUnderTest,
  timedPost,
  timedPosts,
} from '../../support/twitter/standInUnderTest.ts';

afterEach(closeStandIns);

const since_id = idAt(noon - day).toString();
const world = { seed: 11, perMinute: 30, indexDelayMs: 25_000, burstsPerDay: 0, burstSize: 1_500 };

describe('11. An injected clock, a seed, any port, a log with the price of a UTC day', () => {
  it('goes by the clock given, in what it shows, in its windows and in its dates', async () => {
    const { url, clock } = await standInUnderTest({
      arrivals: generatedArrivals({ ...world, perMinute: 15, startMs: noon, reachesBackMs: day }),
    });
    expect((await readPages(url, { since_id })).flat()).toHaveLength(0);
    clock.nowMs += 10 * minute;
    const ids = (await readPages(url, { since_id, max_results: '100' })).flat();
    expect(ids.length).toBeGreaterThan(50);
    expect(Math.max(...ids.map((id) => timeOf(BigInt(id))))).toBeLessThanOrEqual(clock.nowMs);
    clock.nowMs += 8 * day;
    expect((await ask(url, { since_id: ids[0] ?? '' })).status).toBe(400);
    expect((await ask(url)).headers.date).toBe('Sat, 28 Nov 2026 12:10:00 GMT');
  });

  it('makes the same posts at the same times from the same seed, however it is asked', async () => {
    const whole = [...generatedArrivals({ ...world, startMs: noon - 30 * minute }).upTo(noon)];
    const stepwise = generatedArrivals({ ...world, startMs: noon - 30 * minute });
    const steps = [25, 24.5, 7, 0].flatMap((minutes) => [...stepwise.upTo(noon - minutes * minute)]);
    expect(steps).toEqual(whole);
    expect(postsOfMinute(noon / minute, { ...world, seed: 12 })).not.toEqual(postsOfMinute(noon / minute, world));
    expect(new Set(whole.map(({ post }) => post.id)).size).toBe(whole.length);
  });

  it('lets posts come at a rate that follows the day, and in bursts', () => {
    const countAt = (hour: number, changes = {}) => {
      const minutes = Array.from(
        { length: 120 },
        (_, index) => (noon - 12 * 60 * minute + hour * 60 * minute) / minute + index,
      );
      return minutes.map((index) => postsOfMinute(index, { ...world, ...changes }).length);
    };
    const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0);
    expect(sum(countAt(14))).toBeGreaterThan(2 * sum(countAt(2)));
    expect(Math.max(...countAt(14))).toBeLessThan(200);
    expect(Math.max(...countAt(14, { burstsPerDay: 48 }))).toBeGreaterThan(1_500);
  });

  it('takes a free port, and one that is named', async () => {
    const [one, other] = [await standInUnderTest(), await standInUnderTest()];
    expect(one.url).not.toBe(other.url);
    const port = Number(new URL(one.url).port);
    await expect(standInUnderTest({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await one.close();
    expect((await standInUnderTest({ port })).url).toBe(one.url);
  });

  it('remembers each request: when, what for, what came of it', async () => {
    const { url, add, answerNext, requests, countOf } = await standInUnderTest();
    add(...timedPosts(2));
    answerNext({}, { refusal: { problem: 'usage-cap' } });
    await ask(url, { since_id });
    await ask(url, { since_id, max_results: '100' });
    await ask(url, { since_id: '1' });
    expect(requests()).toMatchObject([
      { index: 0, atMs: noon, path: '/2/tweets/search/recent', status: 200, charged: 2, parameters: { since_id } },
      { index: 1, status: 429, parameters: { max_results: '100' }, scripted: { refusal: { problem: 'usage-cap' } } },
      { index: 2, status: 400, refusal: expect.stringContaining('larger than') },
    ]);
    expect(requests()[0]?.postIds).toEqual(timedPosts(2).map(({ post }) => post.id));
    expect([countOf(), countOf(200), countOf(400), countOf(503)]).toEqual([3, 1, 1, 0]);
  });

  it('never remembers a token', async () => {
    const { url, requests } = await standInUnderTest();
    await ask(url, {}, { headers: { authorization: 'Bearer SECRETSECRET' } });
    expect(JSON.stringify(requests())).not.toContain('SECRET');
  });

  it('remembers the last requests only, and counts all', async () => {
    const { url, requests, countOf } = await standInUnderTest({ requestsKept: 3 });
    for (let count = 0; count < 8; count += 1) await ask(url);
    expect(requests().map(({ index }) => index)).toEqual([5, 6, 7]);
    expect(countOf(200)).toBe(8);
  });

  it('charges for a post once a UTC day, and counts it as often as it was sent', async () => {
    const { url, add, clock, costOf } = await standInUnderTest();
    add(...timedPosts(10));
    await ask(url, { since_id });
    await ask(url, { since_id });
    expect(costOf('2026-11-20')).toEqual({ posts: 10, users: 0, dollars: 0.05, postsSent: 20 });
    clock.nowMs = Date.UTC(2026, 10, 21) - 1;
    await ask(url, { since_id });
    clock.nowMs += 1;
    await ask(url, { since_id });
    expect(costOf('2026-11-20')).toMatchObject({ posts: 10, postsSent: 30 });
    expect(costOf('2026-11-21')).toEqual({ posts: 10, users: 0, dollars: 0.05, postsSent: 10 });
    expect(costOf('2026-11-22')).toEqual({ posts: 0, users: 0, dollars: 0, postsSent: 0 });
  });

  it('keeps the sums of days long gone', async () => {
    const { url, add, clock, costOf } = await standInUnderTest();
    add(...timedPosts(10));
    for (let days = 0; days < 6; days += 1) {
      clock.nowMs = noon + days * day;
      await ask(url, { since_id });
    }
    expect(costOf('2026-11-20')).toEqual({ posts: 10, users: 0, dollars: 0.05, postsSent: 10 });
    expect(costOf('2026-11-25')).toEqual({ posts: 10, users: 0, dollars: 0.05, postsSent: 10 });
  });

  it('asks a script what to answer, once the answers left for it are used up', async () => {
    const script = ({ index }: { index: number }) =>
      index % 2 === 1 ? ({ refusal: { overload: 503, as: 'json' } } as const) : undefined;
    const { url, answerNext } = await standInUnderTest({ script });
    answerNext({ refusal: { problem: 'credits' } });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask(url)).status);
    expect(statuses).toEqual([402, 503, 200, 503]);
  });

  it('changes its ways while it runs', async () => {
    const { url, add, behave } = await standInUnderTest();
    add(timedPost({ edit_history_tweet_ids: ['1'] }));
    const changes: Partial<Behaviour> = { vocabulary: 'post', problemHost: 'api.x.com' };
    behave(changes);
    expect((await ask(url, { since_id })).body.data[0]).toHaveProperty('edit_history_post_ids');
    expect((await ask(url, { max_results: '5' })).body.type).toContain('api.x.com');
  });

  it('refuses a post whose id is there already', async () => {
    const { add } = await standInUnderTest();
    add(timedPost());
    expect(() => add(timedPost())).toThrow(RangeError);
  });
});

describe('The server', () => {
  it.each([{ host: 'x.example' }, { host: 'localhost.example:80' }, { origin: 'http://127.0.0.1' }])(
    'keeps web pages out: %j',
    async (headers) => {
      const { url, countOf } = await standInUnderTest();
      expect((await hear(url, {}, { headers: { authorization: 'Bearer x', ...headers } })).status).toBe(403);
      expect(countOf()).toBe(0);
    },
  );

  it('knows no other path and no other method', async () => {
    const { url } = await standInUnderTest();
    expect((await ask(url, {}, { path: '/2/tweets' })).status).toBe(404);
    expect((await ask(url, {}, { method: 'POST' })).status).toBe(405);
  });

  it('closes twice as well as once', async () => {
    const { url, close } = await standInUnderTest();
    await close();
    await close();
    await expect(hear(url, {})).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

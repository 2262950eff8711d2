import { describe, expect, it } from '@jest/globals';
import { noon, postsUntil, sourceUnderTest } from '../../support/twitter/sourceUnderTest.ts';

/** A source whose hub takes nothing while `hub.isDown`. */
function withHub(maxPostsPerDay: number) {
  const source = sourceUnderTest({ maxPostsPerDay });
  const hub = { isDown: true };
  const publish = source.publisher.publish.bind(source.publisher);
  source.publisher.publish = async (events) => {
    if (hub.isDown) throw new Error('The hub is down.');
    return publish(events);
  };
  return { ...source, hub };
}

/** A tick, whether its run fails or not. */
const tickOf = (source: { readonly tick: () => Promise<unknown> }) => source.tick().catch(() => undefined);

it('a hub that does not answer costs nothing: X is not asked, and all is read when it is back', async () => {
  const source = sourceUnderTest({ maxPostsPerDay: 1000 });
  source.search.posts = postsUntil(noon, 350);
  const { reach } = source.publisher;
  source.publisher.reach = () => Promise.reject(new Error('The hub is down.'));
  for (let minute = 0; minute < 3; minute += 1) await expect(source.tick()).rejects.toThrow('The hub is down.');
  expect(source.search.requests).toEqual([]);
  expect(source.counted()).toBe(0);
  source.publisher.reach = reach;
  await source.tick();
  expect(source.published()).toHaveLength(350);
});

it('a hub that does not answer is no fault of a run that asks X for nothing', async () => {
  const source = sourceUnderTest();
  source.search.facts = { rateLimit: { remaining: 0, resetMs: noon + 600_000 } };
  await source.run();
  source.publisher.reach = () => Promise.reject(new Error('The hub is down.'));
  expect((await source.tick()).lines[0]).toContain('Asked X for nothing');
});

describe('a hub that takes nothing', () => {
  it('costs what was read once, and then a smallest page a run, at ever longer intervals', async () => {
    const source = withHub(1000);
    source.search.posts = postsUntil(noon, 90);
    const runsThatAsk: number[] = [];
    for (let minute = 1; minute <= 200; minute += 1) {
      const before = source.search.requests.length;
      await tickOf(source);
      if (source.search.requests.length > before) runsThatAsk.push(minute);
    }
    expect(runsThatAsk).toEqual([1, 2, 4, 8, 16, 32, 64, 124, 184]);
    expect(source.search.requests.map(({ maxResults }) => maxResults)).toEqual([100, ...Array(8).fill(10)]);
    expect(source.counted()).toBe(90 + 8 * 10);
    expect((await source.tick()).lines.slice(0, -1)).toEqual([
      'Asked X for nothing, until 2026-11-20T16:04:00.000Z: What was read could not be published, as the errors of earlier runs say.',
    ]);
  });

  it('loses nothing and repeats nothing: once it is back, a small run is followed by full ones', async () => {
    const source = withHub(10_000);
    source.search.posts = postsUntil(noon, 350);
    await tickOf(source);
    await tickOf(source);
    source.hub.isDown = false;
    for (let minute = 0; minute < 4; minute += 1) await source.tick();
    expect(source.published()).toHaveLength(350);
    expect(new Set(source.published()).size).toBe(350);
    expect(source.state().pause).toBeUndefined();
  });

  it('is not forgotten in a run that finds nothing new, and so tries nothing', async () => {
    const source = withHub(1000);
    source.search.posts = postsUntil(noon, 20);
    await tickOf(source);
    source.search.posts = [];
    await source.tick();
    expect(source.state().pause).toMatchObject({ reason: 'hub', failures: 1 });
  });

  it('after some steps keeps what was taken', async () => {
    const source = withHub(1000);
    source.hub.isDown = false;
    source.search.posts = postsUntil(noon, 250);
    const publish = source.publisher.publish;
    let calls = 0;
    source.publisher.publish = async (events) => {
      calls += 1;
      source.hub.isDown = calls === 2;
      return publish(events);
    };
    await expect(source.run()).rejects.toThrow('The hub is down.');
    expect(source.state().sent.size).toBe(100);
    for (let minute = 0; minute < 3; minute += 1) await source.tick();
    expect(source.published()).toHaveLength(250);
  });

  it('never ends the longer pause that X has asked for', async () => {
    const source = withHub(1000);
    source.search.posts = postsUntil(noon, 20);
    source.search.facts = { rateLimit: { remaining: 0, resetMs: noon + 600_000 } };
    await tickOf(source);
    expect(source.state().pause).toMatchObject({ reason: 'rate-limit' });
  });

  it('finds the gap of an outage again and again, and tells of it once, as wide as it came to be', async () => {
    const source = withHub(100_000);
    source.hub.isDown = false;
    await source.run();
    source.clock.nowMs += 8 * 86_400_000;
    source.search.posts = postsUntil(source.clock.nowMs, 20);
    source.hub.isDown = true;
    for (let minute = 0; minute < 4; minute += 1) await tickOf(source);
    expect(source.gapLines()).toEqual([]);
    source.hub.isDown = false;
    await source.tick(4);
    const { gaps } = source.state();
    expect(gaps).toHaveLength(1);
    expect(source.gapLines()).toEqual([expect.stringContaining(`(id ${gaps[0]?.upTo})`)]);
  });
});

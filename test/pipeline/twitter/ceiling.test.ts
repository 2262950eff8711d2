import { describe, expect, it } from '@jest/globals';
import { refusal } from '../../support/twitter/fakeSearch.ts';
import { noon, postsUntil, sourceUnderTest } from '../../support/twitter/sourceUnderTest.ts';

const minute = 60_000;
const idsOf = (posts: readonly { readonly id: string }[]) => posts.map(({ id }) => id).sort();

describe("the day's ceiling", () => {
  it('ends reading until midnight UTC with one warning that names count and cost, and nothing is skipped', async () => {
    const { search, run, tick, published, counted } = sourceUnderTest({ maxPostsPerDay: 125 });
    search.posts = postsUntil(noon - 5_000, 200, 500);
    const log = await run();
    expect(search.requests.map(({ maxResults }) => maxResults)).toEqual([100, 25]);
    expect(log.lines[0]).toContain("today 125 of 125 ($0.625); 30 min behind, since the day's ceiling leaves no room.");
    expect(log.errors).toEqual([
      "The day's ceiling is reached: 125 posts ($0.625) of 125 were read today, or may have been sent. Reading goes on at 2026-11-21T00:00:00.000Z. Nothing is skipped; raise TWITTER_MAX_POSTS_PER_DAY to go on sooner.",
    ]);
    expect((await tick(60)).errors).toEqual([]);
    expect(search.sent).toBe(125);
    // X's clock is not known, so the first quarter of an hour counts on both days.
    await tick(11 * 60 + 6);
    expect(search.sent).toBe(125);
    await tick(10);
    expect(published().sort()).toEqual(idsOf(search.posts));
    expect(counted('2026-11-21')).toBe(search.sent - 125);
  });

  it('is that of the day however often the source is started, and counts repeats', async () => {
    const ceiling = 50;
    const { search, run, tick, counted } = sourceUnderTest({ maxPostsPerDay: ceiling });
    search.posts = postsUntil(noon, 9, 100);
    await run();
    for (let count = 0; count < 100; count += 1) {
      search.posts.push(...postsUntil(noon + count * minute, 9, 100));
      await tick();
    }
    expect(search.sent).toBeLessThanOrEqual(ceiling);
    expect(counted()).toBe(search.sent);
  });

  it('counts a page that X may have sent, and not one that it refused', async () => {
    const { search, run, tick, counted } = sourceUnderTest({ maxPostsPerDay: 1000 });
    search.instead = () => refusal(503);
    await run();
    expect(counted()).toBe(0);
    search.instead = () => ({ kind: 'no-answer', reason: 'ECONNREFUSED', mayHaveCost: false });
    await tick();
    expect(counted()).toBe(0);
    search.instead = () => ({ kind: 'no-answer', reason: 'no whole answer in time', mayHaveCost: true });
    await tick();
    expect(counted()).toBe(300);
  });

  it('is saved before each page: a run that dies with the answer has counted it', async () => {
    const { search, run, counted } = sourceUnderTest();
    search.page = async () => Promise.reject(new Error('The process died.'));
    await expect(run()).rejects.toThrow('The process died.');
    expect(counted()).toBe(100);
  });

  it('lets nothing be read while it cannot be saved or read', async () => {
    const { search, run, ledger } = sourceUnderTest();
    ledger.text = '{"version":9}';
    await expect(run()).rejects.toMatchObject({ code: 'state-unreadable' });
    ledger.change = async () => Promise.reject(new Error('Storage is down.'));
    expect((await run()).errors).toContainEqual(expect.stringContaining('Storage is down.'));
    expect(search.requests).toEqual([]);
  });
});

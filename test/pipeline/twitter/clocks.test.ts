import { describe, expect, it } from '@jest/globals';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';
import type { FakePost } from '../../support/twitter/fakeSearch.ts';
import { noon, postAt, postsUntil, sourceUnderTest } from '../../support/twitter/sourceUnderTest.ts';

const minute = 60_000;
const missing = (posts: readonly FakePost[], published: readonly string[]) =>
  posts.filter(({ id }) => !published.includes(id));

describe("our clock, ahead of X's", () => {
  it.each([4, 5, 15, 16, 600])('by %i minutes at the first run, loses no post that is made after it', async (ahead) => {
    const { search, clock, tick, published } = sourceUnderTest({ firstRunMinutes: 1 });
    for (let index = 0; index < 12; index += 1) {
      const xNowMs = clock.nowMs - ahead * minute;
      if (index > 0) search.posts.push(...postsUntil(xNowMs, 6, 10_000));
      search.facts = { dateMs: xNowMs };
      await tick();
    }
    expect(missing(search.posts.slice(0, 60), published())).toEqual([]);
    expect(new Set(published()).size).toBe(published().length);
  });

  it.each([3, 14, 16, 3000])(
    'by %i minutes, loses no post that is visible late, and says so once if that is more than usual',
    async (ahead) => {
      const { search, clock, run, published } = sourceUnderTest();
      const made: { readonly post: FakePost; readonly shownMs: number }[] = [];
      const errors: string[] = [];
      for (let index = 0; index < 40; index += 1) {
        for (let second = 0; second < 60; second += 10) {
          const madeMs = clock.nowMs - ahead * minute + second * 1000;
          made.push({ post: postAt(madeMs, index), shownMs: madeMs + (second % 20 === 0 ? 25_000 : 0) });
        }
        clock.nowMs += minute;
        const xNowMs = clock.nowMs - ahead * minute;
        search.posts = made.filter(({ shownMs }) => shownMs <= xNowMs).map(({ post }) => post);
        search.facts = { dateMs: xNowMs };
        errors.push(...(await run()).errors);
      }
      const old = made.slice(6, 230).map(({ post }) => post);
      expect(missing(old, published())).toEqual([]);
      expect(new Set(published()).size).toBe(published().length);
      const apart = ahead > 120 ? '2 days' : `${ahead} min`;
      expect(errors).toEqual(ahead > 15 ? [expect.stringContaining(`clock and X's are ${apart} apart`)] : []);
    },
  );

  it('by two days, does not move the cursor of a quiet query beyond a day back by that of X', async () => {
    const { search, clock, tick, state } = sourceUnderTest({ firstRunMinutes: 4 * 1440 });
    search.facts = { dateMs: noon - 2 * 1440 * minute };
    await tick();
    expect(state().cursor).toBeLessThanOrEqual(idAt(clock.nowMs - 3 * 1440 * minute));
  });
});

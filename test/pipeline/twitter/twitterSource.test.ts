import { describe, expect, it } from '@jest/globals';
import { noon, postAt, postsUntil, sourceUnderTest } from '../../support/twitter/sourceUnderTest.ts';

describe('the twitter source', () => {
  it('publishes what X shows, once, and remembers it', async () => {
    const { search, run, tick, published, counted } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 3);
    const log = await run();
    expect(log.lines).toEqual([
      'Read 3 posts in 1 request, 3 of them new; today 3 of 100000 ($0.01); up to date.',
      expect.stringMatching(/^Published 3 tweets to \d partitions? \(twitter source\)\.$/),
    ]);
    await tick();
    await tick();
    expect(published().sort()).toEqual(search.posts.map(({ id }) => id));
    expect(counted()).toBe(search.sent);
  });

  it('publishes a post that becomes visible later than newer ones', async () => {
    const { search, run, tick, published } = sourceUnderTest();
    const late = postAt(noon - 20_000);
    search.posts = [postAt(noon - 10_000), postAt(noon - 30_000)];
    await run();
    search.posts.push(late);
    await tick();
    expect(published()).toHaveLength(3);
    expect(published()).toContain(late.id);
  });
});

import { describe, expect, it } from '@jest/globals';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';
import { figuresOf } from '../../support/figuresOf.ts';
import { noon, postAt, postsUntil, sourceUnderTest } from '../../support/twitter/sourceUnderTest.ts';

const minute = 60_000;
const idsOf = (posts: readonly { readonly id: string }[]) => posts.map(({ id }) => id).sort();

describe('the twitter source', () => {
  it('publishes what X shows, once, and tells what it cost', async () => {
    const { search, run, tick, published, counted } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 3);
    search.facts = { rateLimit: { remaining: 449, resetMs: noon } };
    const log = await run();
    expect(log.lines).toEqual([
      'Read 3 posts in 1 request, 3 of them new; today 3 of 100000 ($0.015); 449 requests left; up to date.',
      expect.stringMatching(/^Published 3 tweets to \d partitions? \(twitter source\)\. run=\{/),
    ]);
    expect(log.errors).toEqual([]);
    await tick();
    await tick();
    expect(published().sort()).toEqual(idsOf(search.posts));
    expect(counted()).toBe(search.sent);
  });

  it('tells queries what it was given, what of that was known, how many requests are left, and how far it has read', async () => {
    const { search, run, tick } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 3);
    search.facts = { rateLimit: { remaining: 449, resetMs: noon } };
    const first = figuresOf((await run()).lines.at(-1), 'run');
    expect(first).toMatchObject({ fetched: 3, published: 3, duplicates: 0, rateLimitRemaining: 449 });
    const second = figuresOf((await tick(0)).lines.at(-1), 'run');
    expect(second).toMatchObject({ fetched: 3, published: 0, duplicates: 3 });
    expect(BigInt(String(second.sinceId))).toBeLessThan(BigInt(search.posts.at(0)?.id ?? 0));
  });

  it("begins so many minutes back, by a clock a quarter of an hour behind ours as X's may be, and not with a week", async () => {
    const { search, run, published } = sourceUnderTest({ firstRunMinutes: 15 });
    search.posts = [postAt(noon - 31 * minute), postAt(noon - 29 * minute)];
    await run();
    expect(search.requests).toMatchObject([{ sinceId: idAt(noon - 30 * minute), maxResults: 100 }]);
    expect(published()).toHaveLength(1);
  });

  it('publishes a post that becomes visible later than newer ones, and says how late', async () => {
    const { search, run, tick, published } = sourceUnderTest();
    const late = postAt(noon - 20_000);
    search.posts = [postAt(noon - 10_000), postAt(noon - 30_000)];
    await run();
    search.posts.push(late);
    const log = await tick();
    expect(published()).toContain(late.id);
    expect(log.lines[0]).toContain('Read 3 posts in 1 request, 1 of them new; some visible only after 80 s;');
  });

  it("goes by X's clock where ours is ahead: a horizon in X's future would hold nothing back", async () => {
    const { search, run, tick, clock, published } = sourceUnderTest();
    const late = postAt(noon - 20_000);
    search.posts = [postAt(noon - 10_000), postAt(noon - 30_000)];
    search.facts = { dateMs: noon };
    clock.nowMs += 3 * minute;
    await run();
    search.posts.push(late);
    search.facts = { dateMs: noon + minute };
    await tick();
    expect(published()).toContain(late.id);
  });

  it('publishes both versions of a post that was edited', async () => {
    const { search, run, tick, published } = sourceUnderTest();
    const first = postAt(noon - 30_000);
    search.posts = [first];
    await run();
    const second = { ...postAt(noon - 1_000), edit_history_tweet_ids: [first.id, postAt(noon - 1_000).id] };
    search.posts = [second];
    await tick();
    expect(published().sort()).toEqual(idsOf([first, second]));
  });

  it('does not mind that posts are deleted between pages and runs', async () => {
    const { search, run, tick, published } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 250);
    search.instead = (_request, index) => {
      if (index === 1) search.posts.splice(100, 20);
      return undefined;
    };
    await run();
    search.posts.splice(0, 50);
    await tick();
    expect(new Set(published()).size).toBe(published().length);
    expect(published()).toEqual(expect.arrayContaining(idsOf(search.posts)));
  });

  it('takes any number of pages for one run, short and empty ones too, until there is no next_token', async () => {
    const { search, run, published } = sourceUnderTest();
    const [first, second] = [postAt(noon - 5_000), postAt(noon - 6_000)];
    const pages = [
      { data: [first], meta: { next_token: 'a' } },
      { meta: { result_count: 0, next_token: 'b' } },
      { data: [second], meta: {} },
    ];
    search.instead = (_request, index) => ({ kind: 'answer', status: 200, body: pages[index] });
    await run();
    expect(search.requests.map(({ nextToken }) => nextToken)).toEqual([undefined, 'a', 'b']);
    expect(published().sort()).toEqual(idsOf([first, second]));
  });

  it('publishes oldest first, a hundred at a time, and remembers each hundred', async () => {
    const { search, run, publisher, states, options, published } = sourceUnderTest();
    const steps: number[] = [];
    const publish = publisher.publish.bind(publisher);
    publisher.publish = async (events) => {
      steps.push(events.length);
      return publish(events);
    };
    search.posts = postsUntil(noon - 5_000, 250, 100);
    await run();
    expect(steps).toEqual([100, 100, 50]);
    expect(states.saves).toBe(3);
    expect(published()).toHaveLength(250);
    expect(options.settings.maxPagesPerRun).toBeGreaterThan(2);
  });

  it('leaves out what lies outside of what it asked for, and says so', async () => {
    const { search, run, published } = sourceUnderTest();
    const inside = postAt(noon - minute);
    const data = [inside, postAt(noon - 60 * minute)];
    search.instead = () => ({ kind: 'answer', status: 200, body: { data, meta: {} } });
    const log = await run();
    expect(published()).toEqual([inside.id]);
    expect(log.lines[0]).toContain('1 outside of what was asked for');
  });

  it('says once that X gives no created_at at all, which looks like a list of fields that X ignores', async () => {
    const { search, run, tick } = sourceUnderTest();
    const undated = ({ id, text }: { id: string; text: string }) => ({ id, text });
    search.posts = postsUntil(noon - 5_000, 3);
    expect((await run()).errors).toEqual([]);
    search.posts = search.posts.map(undated);
    expect((await tick()).errors).toEqual([expect.stringContaining('TWITTER_FIELDS_PARAMETER')]);
    search.posts.push(undated(postAt(noon + minute)));
    expect((await tick()).errors).toEqual([]);
  });

  it('asks for nothing more when the same next_token comes twice', async () => {
    const { search, run } = sourceUnderTest();
    const body = { data: [postAt(noon - 5_000)], meta: { next_token: 'a' } };
    search.instead = () => ({ kind: 'answer', status: 200, body });
    const log = await run();
    expect(search.requests).toHaveLength(2);
    expect(log.errors).toEqual([
      'Reading from X stopped early (X gave the same next_token twice). The next run goes on where this one stopped.',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';
import { refusal } from '../../support/twitter/fakeSearch.ts';
import { noon, postAt, postsUntil, sourceUnderTest } from '../../support/twitter/sourceUnderTest.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const idsOf = (posts: readonly { readonly id: string }[]) => posts.map(({ id }) => id).sort();

describe('what a run cannot read to its end', () => {
  it('is a hole, which the next runs close before they go on', async () => {
    const { search, run, tick, published, state } = sourceUnderTest({ maxPagesPerRun: 2 });
    search.posts = postsUntil(noon - 5_000, 450, 500);
    const log = await run();
    expect(log.lines[0]).toContain('30 min behind, since the page limit of a run is reached');
    expect(state().hole).toEqual({ lo: idAt(noon - 30 * minute), hi: BigInt(search.posts[250]?.id ?? '') });
    await tick();
    expect(search.requests[2]).toMatchObject({
      sinceId: state().hole?.lo,
      untilId: BigInt(search.posts[250]?.id ?? ''),
    });
    await tick();
    expect(search.requests[4]).toMatchObject({ sinceId: search.requests[2]?.sinceId });
    await tick();
    expect(state().hole).toBeUndefined();
    expect(published().sort()).toEqual(idsOf(search.posts));
  });

  it('is closed in the run that then goes on above the cursor, within one page limit', async () => {
    const { search, run, tick, published } = sourceUnderTest({ maxPagesPerRun: 2 });
    search.posts = postsUntil(noon - 5_000, 250, 500);
    await run();
    search.posts.push(postAt(noon + 10_000));
    await tick();
    expect(search.requests.slice(2).map(({ untilId }) => untilId !== undefined)).toEqual([true, false]);
    expect(published().sort()).toEqual(idsOf(search.posts));
  });

  it('is not published twice where the hole reaches into the overlap of two runs', async () => {
    const { search, run, tick, published } = sourceUnderTest({ maxPagesPerRun: 1 });
    search.posts = postsUntil(noon - 1_000, 90, 500);
    await run();
    search.posts.push(...postsUntil(noon + 50_000, 150, 300));
    for (let index = 0; index < 6; index += 1) await tick();
    expect(published().sort()).toEqual(idsOf(search.posts));
  });

  it('is a hole too when X fails in the middle, and keeps what was read', async () => {
    const { search, run, tick, published, state } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 250, 500);
    search.instead = (_request, index) => (index >= 1 && index <= 3 ? refusal(503) : undefined);
    const log = await run();
    expect(published()).toHaveLength(100);
    expect(state().hole).toBeDefined();
    expect(log.errors).toEqual([expect.stringContaining('(status 503, at the last of 3 attempts)')]);
    await tick();
    expect(published().sort()).toEqual(idsOf(search.posts));
    expect(state().hole).toBeUndefined();
  });

  it('ends when few requests are left in the window of X, which others may need', async () => {
    const { search, run } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 250, 500);
    search.facts = { rateLimit: { remaining: 5, resetMs: noon + minute } };
    const log = await run();
    expect(search.requests).toHaveLength(1);
    expect(log.lines[0]).toContain('since few requests are left');
  });

  it('ends when the time of the run is over', async () => {
    const { search, run, clock, state } = sourceUnderTest();
    search.posts = postsUntil(noon - 5_000, 450, 500);
    search.instead = () => {
      clock.nowMs += 9_000;
      return undefined;
    };
    const log = await run();
    expect(search.requests).toHaveLength(3);
    expect(log.lines[0]).toContain('since the time of a run is over');
    expect(state().hole).toBeDefined();
  });
});

describe('an empty answer given in error', () => {
  const empty = { kind: 'answer', status: 200, body: { meta: { result_count: 0 } } } as const;

  it('is not believed where it would pass over more than a day', async () => {
    const { search, run, tick, published } = sourceUnderTest({ firstRunMinutes: 5 * 1440 });
    search.posts = postsUntil(noon - 3 * day, 150, 1000);
    search.instead = (_request, index) => (index === 0 ? empty : undefined);
    await run();
    await tick();
    expect(published().sort()).toEqual(idsOf(search.posts));
  });

  it('is not believed where it would close a hole', async () => {
    const { search, run, tick, published } = sourceUnderTest({ maxPagesPerRun: 2 });
    search.posts = postsUntil(noon - 5_000, 250, 500);
    await run();
    search.instead = (_request, index) => (index === 2 ? empty : undefined);
    for (let index = 0; index < 3; index += 1) await tick();
    expect(published().sort()).toEqual(idsOf(search.posts));
  });

  it('is believed at the second time, so that a quiet query asks twice an hour at most', async () => {
    const { search, run, tick, state } = sourceUnderTest({ firstRunMinutes: 2 * 1440 });
    await run();
    expect(search.requests).toHaveLength(2);
    expect(state().cursor).toBeGreaterThan(idAt(noon - day - 16 * minute));
    await tick();
    expect(search.requests).toHaveLength(3);
  });

  it('is believed at once where a run may ask for one page only', async () => {
    const { run, state } = sourceUnderTest({ firstRunMinutes: 2 * 1440, maxPagesPerRun: 1 });
    await run();
    expect(state().cursor).toBeGreaterThan(idAt(noon - day - 16 * minute));
  });
});

describe('what X can no longer give', () => {
  it('is a gap, named with its bounds, remembered, and read beyond', async () => {
    const { search, run, tick, published, state } = sourceUnderTest();
    await run();
    const before = state().cursor;
    const lost = postAt(noon + day);
    // Of more than one step.
    const found = postsUntil(noon + 8 * day, 101);
    search.posts = [lost, ...found];
    const log = await tick(9 * 24 * 60);
    const floor = idAt(noon + 9 * day - 7 * day + 15 * minute);
    expect(published().sort()).toEqual(found.map(({ id }) => id));
    expect(search.requests.at(-1)?.sinceId).toBe(floor);
    expect(log.errors).toEqual([expect.stringMatching(`^Gap: posts from 2026-.*id ${before}.* to 2026-.*id ${floor}`)]);
    expect(state().gaps).toMatchObject([{ after: before, upTo: floor }]);
    expect((await tick()).errors).toEqual([]);
  });

  it('is one in the state however often it grows, while X refuses everything', async () => {
    const { search, run, tick, state, gapLines } = sourceUnderTest();
    await run();
    const before = state().cursor;
    search.instead = () => refusal(401);
    await tick(8 * 24 * 60);
    for (let hours = 0; hours < 25; hours += 1) await tick(61);
    expect(state().gaps).toMatchObject([{ after: before, upTo: state().cursor }]);
    expect(gapLines()).toHaveLength(26);
  });

  it('is not feared for a query without a match, however long', async () => {
    const { run, tick, state } = sourceUnderTest();
    await run();
    for (let count = 0; count < 30; count += 1) expect((await tick(24 * 60)).errors).toEqual([]);
    expect(state().cursor).toBe(idAt(noon + 29 * day));
  });

  it('may be more than we think: X names the end of its reach, and is asked once more from there', async () => {
    const { search, run, published, state } = sourceUnderTest({ firstRunMinutes: 10_000 });
    const end = idAt(noon - 6.5 * day);
    const found = postAt(noon - minute);
    search.posts = [found];
    search.instead = ({ sinceId }) =>
      sinceId > end ? undefined : refusal(400, { errors: [{ message: `'since_id' … larger than ${end}` }] });
    const log = await run();
    expect(search.requests.map(({ sinceId }) => sinceId)).toEqual([idAt(noon - 10_015 * minute), end + 1n]);
    expect(log.errors).toEqual([expect.stringContaining(`id ${end + 1n}`)]);
    expect(published()).toEqual([found.id]);
    expect(state().pause).toBeUndefined();
  });

  it('is not believed when the end that X names would skip days', async () => {
    const { search, run, state } = sourceUnderTest();
    search.instead = () => refusal(400, { errors: [{ message: `'since_id' … larger than ${idAt(noon)}` }] });
    const log = await run();
    expect(search.requests).toHaveLength(1);
    expect(state()).toMatchObject({ pause: { reason: 'bad-request' }, gaps: [] });
    expect(log.errors).toHaveLength(1);
  });

  it('may swallow a hole whole', async () => {
    const { search, run, tick, state } = sourceUnderTest({ maxPagesPerRun: 1 });
    search.posts = postsUntil(noon - 5_000, 250, 500);
    await run();
    const { hole } = state();
    search.posts = [];
    const log = await tick(8 * 24 * 60);
    expect(log.errors).toEqual([expect.stringContaining(`(id ${hole?.lo}) to`)]);
    expect(state().gaps).toMatchObject([{ after: hole?.lo, upTo: idAt(noon + day + 15 * minute) }]);
    expect(state().hole).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { unreadable } from '../../../src/pipeline/twitter/pollError.ts';
import type { RecentSearch } from '../../../src/pipeline/twitter/recentSearch.ts';
import { noon, postsUntil, sourceUnderTest } from '../../support/twitter/sourceUnderTest.ts';

const second = 1_000;
const midnight = Date.UTC(2026, 10, 21);
const knownClock = JSON.stringify({ version: 1, days: {}, clock: { lowMs: -500, highMs: 500 }, mark: 'first' });

type Source = ReturnType<typeof sourceUnderTest>;

/** From now on the writes of the count take so long, one after the other. */
function slow({ ledger, clock }: Source, ...takesMs: readonly number[]): void {
  const change = ledger.change.bind(ledger);
  const left = [...takesMs];
  ledger.change = async (edit) => {
    const text = await change(edit);
    clock.nowMs += left.shift() ?? 0;
    return text;
  };
}

/** The write of that number, counted from 1, fails: after it was made, as nobody can tell. */
function failing({ ledger }: Source, index: number, fault: Error = new Error('Storage is down.')): void {
  const change = ledger.change.bind(ledger);
  let writes = 0;
  ledger.change = async (edit) => {
    writes += 1;
    const text = await change(edit);
    if (writes === index) throw fault;
    return text;
  };
}

/** Posts by the day on which X sent them, each page so long after it was asked for. */
function sentByDay({ search, clock }: Source, answerMs: number): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  const page: RecentSearch['page'] = search.page.bind(search);
  search.page = async (request) => {
    clock.nowMs += answerMs;
    const before = search.sent;
    const answer = await page(request);
    const day = new Date(clock.nowMs).toISOString().slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + search.sent - before);
    return answer;
  };
  return days;
}

describe('a count of posts that is slow to save', () => {
  it.each([
    { beforeMidnightMs: 18 * second, writeMs: 19 * second, answerMs: 0 },
    { beforeMidnightMs: 18 * second, writeMs: 4 * second, answerMs: 15 * second },
    { beforeMidnightMs: 15.8 * second, writeMs: 0, answerMs: 16 * second },
  ])('never lets more be read on a day than its ceiling: %j', async ({ beforeMidnightMs, writeMs, answerMs }) => {
    const source = sourceUnderTest({ maxPostsPerDay: 100, firstRunMinutes: 9_000 });
    source.ledger.text = knownClock;
    source.search.posts = postsUntil(noon, 400);
    source.clock.nowMs = midnight - beforeMidnightMs;
    slow(source, writeMs);
    const days = sentByDay(source, answerMs);
    await source.run();
    await source.tick(10);
    for (const [day, sent] of days) {
      expect(sent).toBeLessThanOrEqual(100);
      expect(source.counted(day)).toBeGreaterThanOrEqual(sent);
    }
    expect(source.search.sent).toBeGreaterThan(0);
  });

  it('takes back what was reserved for the day before', async () => {
    const source = sourceUnderTest({ maxPostsPerDay: 1000, firstRunMinutes: 9_000 });
    source.ledger.text = knownClock;
    source.search.posts = postsUntil(noon, 30);
    source.clock.nowMs = midnight - 18 * second;
    slow(source, 19 * second);
    await source.run();
    expect([source.counted('2026-11-20'), source.counted('2026-11-21')]).toEqual([0, 30]);
  });

  it.each([
    { takesMs: 61 * second, why: 'another run may have begun' },
    { takesMs: 21 * second, why: 'the time of a run is over' },
  ])('lets nothing be asked when by then $why', async ({ takesMs, why }) => {
    const source = sourceUnderTest();
    source.search.posts = postsUntil(noon, 5);
    slow(source, takesMs);
    const log = await source.run().catch(() => undefined);
    expect(source.search.requests).toEqual([]);
    expect(source.counted()).toBe(0);
    if (log) expect(log.lines[0]).toContain(why);
  });
});

describe('a count of posts that cannot be saved', () => {
  it('in mid-run ends the reading; what was read and paid for is published, and nothing is lost', async () => {
    const source = sourceUnderTest({ maxPostsPerDay: 1000 });
    source.search.posts = postsUntil(noon, 350);
    failing(source, 4);
    const log = await source.run();
    expect(source.published()).toHaveLength(300);
    expect(log.errors).toEqual([expect.stringContaining('the count of posts could not be saved: Storage is down.')]);
    expect(source.counted()).toBeGreaterThanOrEqual(source.search.sent);
    await source.tick();
    expect(new Set(source.published()).size).toBe(350);
    expect(source.published()).toHaveLength(350);
  });

  it('at the end of a run is an error line, and counts too many rather than too few', async () => {
    const source = sourceUnderTest({ maxPostsPerDay: 1000 });
    source.search.posts = postsUntil(noon, 5);
    failing(source, 2);
    const log = await source.run();
    expect(source.published()).toHaveLength(5);
    expect(log.errors).toEqual([
      expect.stringContaining('The count of posts could not be saved at the end: Storage is down.'),
    ]);
    expect(source.counted()).toBeGreaterThanOrEqual(5);
  });

  it('is never taken back twice, though the write was made and nobody heard of it', async () => {
    const source = sourceUnderTest({ maxPostsPerDay: 1000, firstRunMinutes: 9_000 });
    source.ledger.text = knownClock.replace('{}', '{"2026-11-20":300}');
    source.search.posts = postsUntil(noon, 350);
    source.clock.nowMs = midnight - 18 * second;
    slow(source, 19 * second);
    failing(source, 2);
    await source.run();
    expect(source.counted('2026-11-20')).toBeGreaterThanOrEqual(300);
  });

  it('since it is damaged stops the run, in its middle too: a person has to look at it', async () => {
    const source = sourceUnderTest();
    source.search.posts = postsUntil(noon, 350);
    failing(source, 2, unreadable('count of posts (memory)', 'it is no JSON.'));
    await expect(source.run()).rejects.toMatchObject({ code: 'state-unreadable' });
    expect(source.published()).toEqual([]);
  });
});

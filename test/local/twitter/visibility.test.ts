import { afterEach, describe, expect, it } from '@jest/globals';
import { generatedArrivals } from '../../../local/twitter/index.ts';
import { idAt, timeOf } from '../../../src/pipeline/twitter/snowflake.ts';
import { readPages } from '../../support/twitter/askX.ts';
import {
  closeStandIns,
  day,
  minute,
  noon,
  second,
  standInUnderTest,
  timedPost,
} from '../../support/twitter/standInUnderTest.ts';

afterEach(closeStandIns);

const since_id = idAt(noon - day).toString();
const [first, later] = [idAt(noon - 2 * minute).toString(), idAt(noon - minute).toString()];

describe('8. Posts that become visible late, are deleted or edited', () => {
  it('shows a post only from its time on, below others that were there before', async () => {
    const { url, add, clock } = await standInUnderTest();
    add(timedPost({ id: later }), timedPost({ id: first }, { shownFromMs: noon + 25 * second }));
    expect((await readPages(url, { since_id })).flat()).toEqual([later]);
    clock.nowMs = noon + 25 * second;
    expect((await readPages(url, { since_id })).flat()).toEqual([later, first]);
  });

  it.each([25 * second, 120 * second])(
    'delays generated posts by up to %i ms, each by its own time',
    async (indexDelayMs) => {
      const startMs = noon - 20 * minute;
      const arrivals = generatedArrivals({ seed: 7, startMs, perMinute: 60, indexDelayMs });
      const delays = [...arrivals.upTo(noon)].map(({ post, shownFromMs }) => shownFromMs - timeOf(BigInt(post.id)));
      expect(Math.min(...delays)).toBeLessThan(indexDelayMs / 20);
      expect(Math.max(...delays)).toBeGreaterThan(indexDelayMs * 0.95);
      expect(Math.max(...delays)).toBeLessThanOrEqual(indexDelayMs);
    },
  );

  it('shows a deleted post no more', async () => {
    const { url, add, remove, clock } = await standInUnderTest();
    add(timedPost({ id: first }), timedPost({ id: later }, { shownUntilMs: noon + minute }));
    expect((await readPages(url, { since_id })).flat()).toEqual([later, first]);
    clock.nowMs += minute;
    expect((await readPages(url, { since_id })).flat()).toEqual([first]);
    remove(first);
    expect((await readPages(url, { since_id })).flat()).toEqual([]);
  });

  it('shows of an edited post the new version alone, under its new id', async () => {
    const { url, clock } = await standInUnderTest({
      arrivals: generatedArrivals({ seed: 3, startMs: noon - 60 * minute, indexDelayMs: 0 }),
    });
    const all = [...generatedArrivals({ seed: 3, startMs: noon - 60 * minute, indexDelayMs: 0 }).upTo(noon)];
    const edits = all.filter(({ post }) => (post.edit_history_tweet_ids?.length ?? 0) > 1);
    const [before, after] = edits[0]?.post.edit_history_tweet_ids ?? [];
    const shownAt = async (timeMs: number) => {
      clock.nowMs = timeMs;
      const pages = await readPages(url, { since_id, query: 'edited OR #Azure OR azure', max_results: '100' });
      return [before, after].map((id) => pages.flat().includes(id ?? ''));
    };
    expect(edits.length).toBeGreaterThan(10);
    expect(await shownAt(timeOf(BigInt(after ?? 0)))).toEqual([false, true]);
    expect(all.find(({ post }) => post.id === before)?.shownUntilMs).toBe(timeOf(BigInt(after ?? 0)));
  });

  it('forgets what lies more than 7 days back', async () => {
    const { url, add, clock } = await standInUnderTest();
    add(timedPost({ id: first }));
    clock.nowMs = noon + 7 * day;
    expect(await readPages(url)).toEqual([[]]);
    // Had it been kept, a clock set back would show it again.
    clock.nowMs = noon;
    expect(await readPages(url, { since_id })).toEqual([[]]);
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';
import { ask, readPages } from '../../support/twitter/askX.ts';
import {
  closeStandIns,
  day,
  noon,
  standInUnderTest,
  timedPost,
  timedPosts,
} from '../../support/twitter/standInUnderTest.ts';

afterEach(closeStandIns);

const sinceId = idAt(noon - day).toString();
/** Ids of the first hour that ids were made in: short ones, of different lengths. */
const firstHour = 1_288_834_974_657;

describe('1. Newest first by numeric id, within and across pages', () => {
  it('gives each post once, in falling order', async () => {
    const { url, add } = await standInUnderTest();
    const posts = timedPosts(25);
    add(...posts.toReversed());
    const pages = await readPages(url, { since_id: sinceId });
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(posts.map(({ post }) => post.id));
  });

  it("tells each page's own newest and oldest id", async () => {
    const { url, add } = await standInUnderTest();
    const ids = timedPosts(15).map(({ post }) => post.id);
    add(...timedPosts(15));
    const first = await ask(url, { since_id: sinceId });
    const second = await ask(url, { since_id: sinceId, next_token: first.body.meta.next_token });
    expect(first.body.meta).toMatchObject({ newest_id: ids[0], oldest_id: ids[9], result_count: 10 });
    expect(second.body.meta).toEqual({ newest_id: ids[10], oldest_id: ids[14], result_count: 5 });
  });

  it('compares ids as numbers also where they differ in length', async () => {
    const { url, add, clock } = await standInUnderTest();
    clock.nowMs = firstHour;
    add(...['1200', '540', '120', '95', '90', '9'].map((id) => timedPost({ id })));
    expect(await readPages(url, { since_id: '90' })).toEqual([['1200', '540', '120', '95']]);
    expect(await readPages(url, { since_id: '9', until_id: '1200' })).toEqual([['540', '120', '95', '90']]);
  });

  it('takes both bounds as exclusive', async () => {
    const { url, add } = await standInUnderTest();
    const [newest, middle, oldest] = timedPosts(3).map(({ post }) => post.id);
    add(...timedPosts(3));
    expect(await readPages(url, { since_id: oldest ?? '', until_id: newest ?? '' })).toEqual([[middle]]);
  });
});

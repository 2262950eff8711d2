import { afterEach, describe, expect, it } from '@jest/globals';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';
import { ask, readPages } from '../../support/twitter/askX.ts';
import { closeStandIns, day, noon, standInUnderTest, timedPosts } from '../../support/twitter/standInUnderTest.ts';

afterEach(closeStandIns);

const since_id = idAt(noon - day).toString();

async function withPosts(count: number) {
  const standIn = await standInUnderTest();
  const posts = timedPosts(count);
  standIn.add(...posts);
  return { ...standIn, ids: posts.map(({ post }) => post.id) };
}

describe('2. next_token: opaque, bound to query and bounds, on short and empty pages too', () => {
  it('tells a reader nothing, and the same again for the same request', async () => {
    const { url } = await withPosts(25);
    const [one, again] = [await ask(url, { since_id }), await ask(url, { since_id })];
    expect(one.body.meta.next_token).toMatch(/^[\w-]{20,}$/);
    expect(again.body).toEqual(one.body);
  });

  it.each([
    ['query', { query: '#Azure' }],
    ['since_id', { since_id: idAt(noon - 2 * day).toString() }],
    ['until_id', { until_id: idAt(noon).toString() }],
    ['sort_order', { sort_order: 'relevancy' }],
  ])('is refused with another %s', async (_, changes) => {
    const { url } = await withPosts(25);
    const { next_token } = (await ask(url, { since_id })).body.meta;
    const { status, body } = await ask(url, { since_id, next_token, ...changes });
    expect(status).toBe(400);
    expect(body.errors[0].parameters).toEqual({ next_token: [next_token] });
  });

  it.each(['', 'x', 'b26v89c19zqg8o3f'])('is refused when it is none of ours: "%s"', async (next_token) => {
    const { url } = await withPosts(25);
    expect((await ask(url, { since_id, next_token })).status).toBe(400);
  });

  it('goes also by its older name', async () => {
    const { url, ids } = await withPosts(12);
    const { next_token } = (await ask(url, { since_id })).body.meta;
    const { body } = await ask(url, { since_id, pagination_token: next_token });
    expect(body.meta).toMatchObject({ newest_id: ids[10], result_count: 2 });
  });

  it('is missing from a last page that is full', async () => {
    const { url } = await withPosts(20);
    expect((await readPages(url, { since_id })).map(({ length }) => length)).toEqual([10, 10]);
  });

  it('comes with an empty page, and leads on from there', async () => {
    const { url, ids, answerNext } = await withPosts(20);
    answerNext({}, { page: { atMost: 0 } }, { page: { atMost: 0 } });
    const pages = await readPages(url, { since_id });
    expect(pages.map(({ length }) => length)).toEqual([10, 0, 0, 10]);
    expect(pages.flat()).toEqual(ids);
  });

  it('is another one each time, also from one empty page to the next', async () => {
    const { url, answerNext } = await withPosts(20);
    answerNext({ page: { atMost: 0 } }, { page: { atMost: 0 } });
    const first = await ask(url, { since_id });
    const second = await ask(url, { since_id, next_token: first.body.meta.next_token });
    expect(first.body).toEqual({ meta: { result_count: 0, next_token: expect.any(String) } });
    expect(second.body.meta.next_token).not.toBe(first.body.meta.next_token);
  });

  it('comes with a short page, and with one that nothing follows', async () => {
    const { url, ids, answerNext } = await withPosts(12);
    answerNext({ page: { atMost: 3 } }, { page: { token: 'always' } });
    const pages = await readPages(url, { since_id });
    expect(pages.map(({ length }) => length)).toEqual([3, 9, 0]);
    expect(pages.flat()).toEqual(ids);
  });

  it('may be made to come back as it was sent, as a fault', async () => {
    const { url, answerNext } = await withPosts(30);
    answerNext({}, { page: { token: 'repeated' } });
    const { next_token } = (await ask(url, { since_id })).body.meta;
    expect((await ask(url, { since_id, next_token })).body.meta.next_token).toBe(next_token);
  });
});

describe('3. Nothing found', () => {
  it('is exactly {"meta":{"result_count":0}}', async () => {
    const { url, requests } = await withPosts(0);
    expect((await ask(url, { since_id })).body).toEqual({ meta: { result_count: 0 } });
    expect((await ask(url)).body).toEqual({ meta: { result_count: 0 } });
    expect(requests().map(({ status }) => status)).toEqual([200, 200]);
  });
});

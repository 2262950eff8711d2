import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPage, postsIn, readSearchPage } from '../../../src/pipeline/twitter/searchPage.ts';

const post = { id: '12', text: 'Azure' };

describe('a page of results', () => {
  it('without a match has no data at all', () => {
    expect(readSearchPage({ meta: { result_count: 0 } })).toEqual({
      tweets: [],
      unreadable: 0,
      undated: 0,
      nextToken: undefined,
    });
  });

  it('may be empty and have another one after it', () => {
    expect(readSearchPage({ data: [], meta: { next_token: 'b26' } })).toMatchObject({ tweets: [], nextToken: 'b26' });
    expect(readSearchPage({ data: null, meta: { next_token: 'b26' } })).toMatchObject({ tweets: [], nextToken: 'b26' });
    const withheld = { result_count: 0, newest_id: '12', oldest_id: '11', next_token: 'b26' };
    expect(readSearchPage({ meta: withheld })).toMatchObject({ tweets: [], nextToken: 'b26' });
    expect(readSearchPage({ meta: { ...withheld, result_count: undefined } })).toMatchObject({
      wrong: expect.any(String),
    });
  });

  it('leaves out entries that cannot be told from each other, and counts them', () => {
    const data = [
      post,
      { id: '13' },
      { text: 'a' },
      { id: 14, text: 'a' },
      { id: '12345678901234567890', text: 'a' },
      null,
    ];
    expect(readSearchPage({ data, meta: {} })).toMatchObject({ tweets: [{ id: '12' }], unreadable: 5 });
    expect(postsIn({ data })).toBe(6);
  });

  it('is none when no entry of ten can be read: X has changed its form, and nothing is to be passed over', () => {
    const damaged = (count: number) => Array.from({ length: count }, () => ({ id: 12, text: 'Azure' }));
    expect(readSearchPage({ data: damaged(10), meta: {} })).toEqual({ wrong: 'without any post that can be read' });
    expect(readSearchPage({ data: [...damaged(10), post], meta: {} })).toMatchObject({ unreadable: 10 });
    expect(readSearchPage({ data: damaged(9), meta: {} })).toMatchObject({ tweets: [], unreadable: 9 });
  });

  it('is none when data is no list, or the token no text', () => {
    const wrong = (body: object) => expect(readSearchPage(body));
    wrong({ data: { 0: post }, meta: {} }).toEqual({ wrong: 'with "data" that is no list' });
    wrong({ data: [post], meta: { next_token: 7 } }).toEqual({ wrong: 'with a "next_token" that is none' });
    wrong({ data: [post], meta: { next_token: '' } }).toEqual({ wrong: 'with a "next_token" that is none' });
    wrong({ data: [post], meta: null }).toEqual({ wrong: 'without "meta"' });
  });

  it('that announces posts and holds none is no page, and costs what it announced', () => {
    for (const meta of [{ result_count: 50 }, { newest_id: '12' }, { result_count: 0, oldest_id: '12' }]) {
      for (const data of [undefined, null, []])
        expect(readSearchPage({ data, meta })).toEqual({ wrong: 'without the posts that it announces' });
    }
    expect(postsIn({ meta: { result_count: 50 } })).toBe(50);
    expect(postsIn({ meta: { result_count: 1e9 } })).toBe(100);
    expect(readSearchPage({ meta: { result_count: 0, newest_id: '' } })).toMatchObject({ tweets: [] });
  });

  it('does not believe what meta says of ids and counts', () => {
    const meta = { newest_id: 'sed ut', oldest_id: '', result_count: -1127936630 };
    expect(readSearchPage({ data: [post], meta })).toMatchObject({ tweets: [{ id: '12' }] });
  });

  it('is read or refused whatever it holds, and never throws', () => {
    fc.assert(
      fc.property(
        fc.object({
          key: fc.constantFrom('data', 'meta', 'errors', 'next_token', 'id', 'text', 'note_tweet', 'public_metrics'),
        }),
        (body) => {
          const page = readSearchPage(body);
          expect(postsIn(body)).toBeGreaterThanOrEqual(isPage(page) ? page.tweets.length : 0);
        },
      ),
    );
  });
});

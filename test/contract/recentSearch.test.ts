import { afterEach, describe, expect, it } from '@jest/globals';
import { startTwitterStandIn, type TwitterStandIn } from '../../local/twitter/index.ts';
import { xRecentSearch } from '../../src/adapters/xRecentSearch.ts';
import type { RecentSearch } from '../../src/pipeline/twitter/recentSearch.ts';
import { isPage, readSearchPage } from '../../src/pipeline/twitter/searchPage.ts';
import { type FakePost, FakeSearch } from '../support/twitter/fakeSearch.ts';
import { noon, postsUntil } from '../support/twitter/sourceUnderTest.ts';

let standIn: TwitterStandIn | undefined;
afterEach(async () => {
  await standIn?.close();
  standIn = undefined;
});

type Open = (posts: readonly FakePost[]) => Promise<RecentSearch>;

const inMemory: Open = async (posts) => {
  const search = new FakeSearch();
  search.posts = [...posts];
  return search;
};

const overHttp: Open = async (posts) => {
  standIn = await startTwitterStandIn({ clock: () => noon });
  standIn.add(...posts.map((post) => ({ post: { ...post, text: `#Azure ${post.text}`, lang: 'en' }, shownFromMs: 0 })));
  return xRecentSearch({
    bearerToken: 'a-token-of-the-contract',
    query: '#Azure lang:en -is:retweet',
    fieldsParameter: 'tweet.fields',
    requestTimeoutMs: 5_000,
    origin: new URL(standIn.url),
  });
};

/** The page that a request brings. */
async function page(search: RecentSearch, request: Parameters<RecentSearch['page']>[0]) {
  const answer = await search.page(request);
  const read = readSearchPage(answer.kind === 'answer' && answer.status === 200 ? answer.body : undefined);
  if (!isPage(read)) throw new Error(`No page: ${JSON.stringify(answer)}`);
  return { ids: read.tweets.map(({ id }) => id), nextToken: read.nextToken };
}

const posts = postsUntil(noon - 60_000, 25);
const newestFirst = posts.map(({ id }) => id).reverse();
const before = BigInt(newestFirst.at(-1) ?? '') - 1n;

describe.each<readonly [string, Open]>([
  ['in memory', inMemory],
  ['of the stand-in, through the client', overHttp],
])('recent search %s', (_where, open) => {
  it('gives the newest first', async () => {
    const search = await open(posts.toReversed());
    expect(await page(search, { sinceId: before, maxResults: 100 })).toEqual({
      ids: newestFirst,
      nextToken: undefined,
    });
  });

  it('gives page after page, the last one without a token', async () => {
    const search = await open(posts);
    const ids: string[] = [];
    let nextToken: string | undefined;
    for (let count = 0; count < 3; count += 1) {
      const token = nextToken === undefined ? {} : { nextToken };
      const next = await page(search, { sinceId: before, maxResults: 10, ...token });
      ids.push(...next.ids);
      nextToken = next.nextToken;
    }
    expect(ids).toEqual(newestFirst);
    expect(nextToken).toBeUndefined();
  });

  it('takes both bounds as exclusive', async () => {
    const search = await open(posts);
    const [newest = '', second, third = ''] = newestFirst;
    expect((await page(search, { sinceId: BigInt(third), untilId: BigInt(newest), maxResults: 10 })).ids).toEqual([
      second,
    ]);
  });

  it('gives a page without posts where nothing matches', async () => {
    const search = await open([]);
    expect(await page(search, { sinceId: before, maxResults: 10 })).toEqual({ ids: [], nextToken: undefined });
  });
});

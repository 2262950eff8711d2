import type { RecentSearch } from '../../src/pipeline/twitter/recentSearch.ts';
import { isPage, readSearchPage } from '../../src/pipeline/twitter/searchPage.ts';
import { idAt, larger } from '../../src/pipeline/twitter/snowflake.ts';

/**
 * What most programs do, as a control: read until a page is empty or the last, and go on from the newest id. Only its
 * standing still for ever after 7 days is mended. Gives the ids to publish in the run that begins at `nowMs`.
 */
export function naiveRule(search: RecentSearch, maxPagesPerRun: number, firstMs: number) {
  let sinceId = idAt(firstMs);
  return async (nowMs: number): Promise<readonly string[]> => {
    sinceId = larger(sinceId, idAt(nowMs - 7 * 86_400_000 + 900_000));
    const ids: string[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < maxPagesPerRun; page += 1) {
      const token = nextToken === undefined ? {} : { nextToken };
      const answer = await search.page({ sinceId, ...token, maxResults: 100 });
      const page = readSearchPage(answer.kind === 'answer' && answer.status === 200 ? answer.body : undefined);
      const read = isPage(page) ? page : undefined;
      ids.push(...(read?.tweets ?? []).map(({ id }) => id));
      nextToken = read?.nextToken;
      if (nextToken === undefined || read?.tweets.length === 0) break;
    }
    sinceId = ids.map(BigInt).reduce(larger, sinceId);
    return ids;
  };
}

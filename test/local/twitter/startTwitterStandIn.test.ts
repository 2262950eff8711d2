import { afterEach, expect, it } from '@jest/globals';
import { generatedArrivals, startTwitterStandIn, type TwitterStandIn } from '../../../local/twitter/index.ts';
import { xRecentSearch } from '../../../src/adapters/xRecentSearch.ts';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';

const noon = Date.UTC(2026, 10, 20, 12);
let standIn: TwitterStandIn | undefined;
afterEach(() => standIn?.close());

it('is read through the real client', async () => {
  const startMs = noon - 10 * 60_000;
  standIn = await startTwitterStandIn({ clock: () => noon, arrivals: generatedArrivals({ seed: 1, startMs }) });
  const search = xRecentSearch({
    bearerToken: 'made-up',
    query: '#Azure lang:en -is:retweet',
    fieldsParameter: 'tweet.fields',
    requestTimeoutMs: 1_000,
    origin: new URL(standIn.url),
  });
  const answer = await search.page({ sinceId: idAt(startMs), maxResults: 100 });
  expect(answer).toMatchObject({
    kind: 'answer',
    status: 200,
    body: { meta: { result_count: 100 } },
    rateLimit: { remaining: 449, resetMs: noon + 15 * 60_000 },
    dateMs: noon,
  });
  expect(standIn.costOf('2026-11-20')).toMatchObject({ posts: 100, dollars: 0.5 });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import type { Refusal } from '../../../local/twitter/index.ts';
import { classifyAnswer } from '../../../src/pipeline/twitter/classifyAnswer.ts';
import { ask, hear } from '../../support/twitter/askX.ts';
import { closeStandIns, standInUnderTest } from '../../support/twitter/standInUnderTest.ts';

afterEach(closeStandIns);

async function refusal(refusal: Refusal, changes = {}) {
  const { url, answerNext } = await standInUnderTest(changes);
  answerNext({ refusal });
  const { status, headers, bytes } = await hear(url, { query: '#Azure' });
  return { status, headers, text: bytes.toString() };
}

const rateHeader = 'x-rate-limit-limit';

describe('6. Refusals: 401, 402, 403, both kinds of 429, 5xx', () => {
  it('401 comes without a token, with a wrong one, and on demand; without the headers of the rate limit', async () => {
    const { url } = await standInUnderTest({ token: 'the-right-one' });
    const asked = [{}, { authorization: 'Bearer another' }, { authorization: 'Basic the-right-one' }];
    for (const headers of asked) {
      const answer = await ask(url, {}, { headers });
      const body = { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' };
      expect(answer).toMatchObject({ status: 401, body });
      expect(answer.headers).not.toHaveProperty(rateHeader);
    }
    expect((await ask(url, {}, { headers: { authorization: 'Bearer the-right-one' } })).status).toBe(200);
    const onDemand = await refusal({ problem: 'unauthorized' });
    expect(onDemand.status).toBe(401);
    expect(onDemand.headers).not.toHaveProperty(rateHeader);
  });

  it('402 says that there are no credits', async () => {
    const { status, text } = await refusal({ problem: 'credits' });
    expect(status).toBe(402);
    expect(JSON.parse(text)).toMatchObject({
      title: 'CreditsDepleted',
      type: 'https://api.twitter.com/2/problems/credits',
    });
  });

  it('403 says that the app is not enrolled', async () => {
    const { status, text } = await refusal({ problem: 'client-forbidden' });
    const type = 'https://api.twitter.com/2/problems/client-forbidden';
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ title: 'Client Forbidden', reason: 'client-not-enrolled', type });
  });

  it('403 with code 453 comes from the search of v1.1', async () => {
    const { url } = await standInUnderTest();
    const { status, body } = await ask(url, {}, { path: '/1.1/search/tweets.json' });
    expect(status).toBe(403);
    expect(body.errors[0].code).toBe(453);
  });

  it.each([true, false])(
    '429 of the rate limit comes in the words of v2 and v1, with headers: %s',
    async (rateHeaders) => {
      const v2 = await refusal({ problem: 'rate-limit', rateHeaders });
      const v1 = await refusal({ problem: 'rate-limit-v1', rateHeaders });
      expect([v2.status, v1.status]).toEqual([429, 429]);
      const body = { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 };
      expect(JSON.parse(v2.text)).toEqual(body);
      expect(JSON.parse(v1.text)).toEqual({ errors: [{ code: 88, message: expect.any(String) }] });
      for (const { headers } of [v1, v2]) expect(headers['x-rate-limit-remaining']).toBe(rateHeaders ? '0' : undefined);
    },
  );

  it.each([true, false])(
    '429 of the usage cap leaves requests in the window, with headers: %s',
    async (rateHeaders) => {
      const { status, headers, text } = await refusal({ problem: 'usage-cap', rateHeaders });
      const type = 'https://api.twitter.com/2/problems/usage-capped';
      expect(status).toBe(429);
      expect(JSON.parse(text)).toMatchObject({ title: 'UsageCapExceeded', period: 'Monthly', scope: 'Product', type });
      expect(headers['x-rate-limit-remaining']).toBe(rateHeaders ? '449' : undefined);
    },
  );

  it.each(['credits', 'usage-cap'] as const)(
    '%s names an account above 2^53, which JSON.parse rounds',
    async (problem) => {
      const { text } = await refusal({ problem });
      const [, account = ''] = /"account_id":(\d+)/.exec(text) ?? [];
      expect(BigInt(account)).toBeGreaterThan(2n ** 53n);
      expect(String(JSON.parse(text).account_id)).not.toBe(account);
    },
  );

  it.each([500, 502, 503, 504] as const)(
    '%i comes as JSON, as HTML that claims to be JSON, and as nothing',
    async (overload) => {
      const [json, html, nothing] = await Promise.all([
        refusal({ overload, as: 'json' }),
        refusal({ overload, as: 'html' }),
        refusal({ overload, as: 'nothing' }),
      ]);
      expect([json, html, nothing].map(({ status }) => status)).toEqual([overload, overload, overload]);
      expect(JSON.parse(json.text)).toMatchObject({ status: overload, type: 'about:blank' });
      expect(html).toMatchObject({
        text: expect.stringMatching(/^<!doctype html>/),
        headers: { 'content-type': expect.stringContaining('json') },
      });
      expect(nothing.text).toBe('');
    },
  );

  it('a stale cursor can be had at any since_id', async () => {
    expect((await refusal({ problem: 'stale-cursor' })).text).toContain("'since_id' must be a tweet id created after");
  });

  it.each(['application/json; charset=utf-8', 'application/problem+json'] as const)('come as %s', async (type) => {
    expect((await refusal({ problem: 'rate-limit' }, { problemContentType: type })).headers['content-type']).toBe(type);
  });

  it.each(['api.twitter.com', 'api.x.com'] as const)('name problems by URIs on %s', async (problemHost) => {
    const { text } = await refusal({ problem: 'usage-cap' }, { problemHost });
    expect(JSON.parse(text).type).toBe(`https://${problemHost}/2/problems/usage-capped`);
  });

  it.each([
    [{ problem: 'unauthorized' }, 'token'],
    [{ problem: 'credits' }, 'credits'],
    [{ problem: 'client-forbidden' }, 'enrolment'],
    [{ problem: 'v1-endpoint' }, 'forbidden'],
    [{ problem: 'rate-limit' }, 'rate-limit'],
    [{ problem: 'rate-limit-v1' }, 'rate-limit'],
    [{ problem: 'usage-cap' }, 'usage-cap'],
  ] as const)('%j is read as %s', async (asked, kind) => {
    const { status, text } = await refusal(asked);
    const verdict = classifyAnswer({ kind: 'answer', status, body: JSON.parse(text) });
    expect(verdict).toMatchObject({ kind: 'refused', refusal: { kind } });
  });

  it('cost nothing', async () => {
    const { url, answerNext, costOf, requests } = await standInUnderTest();
    answerNext({ refusal: { problem: 'credits' } }, { refusal: { overload: 503, as: 'html' } });
    await hear(url, { query: '#Azure' });
    await hear(url, { query: '#Azure' });
    expect(costOf('2026-11-20').dollars).toBe(0);
    expect(requests().map(({ status }) => status)).toEqual([402, 503]);
  });
});

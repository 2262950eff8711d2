import { describe, expect, it } from '@jest/globals';
import { classifyAnswer } from '../../../src/pipeline/twitter/classifyAnswer.ts';
import { refusal } from '../../support/twitter/fakeSearch.ts';

const problems = 'https://api.twitter.com/2/problems';
const refused = (kind: string) =>
  expect.objectContaining({ kind: 'refused', refusal: expect.objectContaining({ kind }) });
const stale = (message: string) =>
  refusal(400, { errors: [{ message }], title: 'Invalid Request', type: `${problems}/invalid-request` });

/** Bodies as they were recorded in public issues; the account is invented. */
const noCredits = {
  account_id: 1,
  title: 'CreditsDepleted',
  detail: 'Your account [1] does not have any credits.',
  type: `${problems}/credits`,
};
const usageCap = { title: 'UsageCapExceeded', period: 'Monthly', scope: 'Product', type: `${problems}/usage-capped` };
const notEnrolled = { title: 'Client Forbidden', reason: 'client-not-enrolled', type: `${problems}/client-forbidden` };

describe("X's refusals", () => {
  it.each([
    ['credits', refusal(402, noCredits)],
    ['credits', refusal(402)],
    ['credits', refusal(403, noCredits)],
    ['credits', refusal(200, { errors: [noCredits] })],
    ['usage-cap', refusal(429, usageCap)],
    ['usage-cap', refusal(429, { ...usageCap, type: 'https://api.x.com/2/problems/usage-capped', title: 'Renamed' })],
    ['usage-cap', refusal(429, { title: 'UsageCapExceeded' })],
    ['usage-cap', refusal(403, usageCap)],
    ['rate-limit', refusal(429, { title: 'Too Many Requests', type: 'about:blank', status: 429 })],
    ['rate-limit', refusal(429, { errors: [{ code: 88, message: 'Rate limit exceeded' }] })],
    ['rate-limit', refusal(429)],
    ['rate-limit', refusal(420)],
    ['token', refusal(401, { title: 'Unauthorized', type: 'about:blank', status: 401 })],
    ['enrolment', refusal(403, notEnrolled)],
    ['enrolment', refusal(403, { ...notEnrolled, type: 'about:blank' })],
    ['forbidden', refusal(403, { errors: [{ code: 453, message: 'You have access to a subset of v2 endpoints' }] })],
    ['forbidden', refusal(403)],
    ['bad-request', refusal(400, { errors: [{ message: 'max_results' }], title: 'Invalid Request' })],
    ['bad-request', refusal(400)],
    ['bad-request', refusal(404)],
  ])('mean %s, case %#', (kind, answer) => {
    expect(classifyAnswer(answer)).toEqual(refused(kind));
  });

  it.each([500, 502, 503, 504, 408, 302])('of status %i may pass by themselves', (status) => {
    expect(classifyAnswer(refusal(status))).toMatchObject({ kind: 'transient', detail: `status ${status}` });
  });

  it('take the rate limit along', () => {
    const rateLimit = { remaining: 0, resetMs: 1 };
    expect(classifyAnswer(refusal(429, undefined, { rateLimit }))).toMatchObject({ refusal: { rateLimit } });
  });

  // The first was recorded on 2026-08-07, the second is its older form.
  it.each([
    "'since_id' must be a tweet id created after 2026-07-31T11:45Z. Please use a 'since_id' that is larger than 2083157183716917248",
    "'since_id' must be a tweet id created after [2026-07-31T11:45Z]. Please use a 'since_id' that is larger than 2083157183716917248",
  ])('name the end of the reach where the cursor is too old', (message) => {
    expect(classifyAnswer(stale(message))).toMatchObject({ kind: 'stale-cursor', above: 2083157183716917248n });
  });

  it('do not, where another bound is meant', () => {
    const message = "'max_results' must be larger than 9";
    expect(classifyAnswer(stale(message))).toEqual(refused('bad-request'));
  });

  it('are described by status and title, never by the detail, which may name the account', () => {
    expect(classifyAnswer(refusal(402, noCredits))).toMatchObject({
      refusal: { detail: 'status 402, "CreditsDepleted"' },
    });
    expect(classifyAnswer(stale('Line one\nline two \u001b[31m'))).toMatchObject({
      refusal: { detail: 'status 400, "Line one\\nline two \\u001b[31m"' },
    });
    expect(classifyAnswer(stale('x'.repeat(5000)))).toMatchObject({
      refusal: { detail: expect.stringMatching(/^.{1,230}$/) },
    });
  });
});

describe('an answer of status 200', () => {
  const post = { id: '12', text: 'Azure' };

  it('is a page', () => {
    expect(classifyAnswer(refusal(200, { data: [post], meta: {} }))).toMatchObject({
      kind: 'page',
      page: { tweets: [post] },
    });
    expect(classifyAnswer(refusal(200, { meta: { result_count: 0 } }))).toMatchObject({
      kind: 'page',
      page: { tweets: [] },
    });
  });

  it('is a page although errors stand beside its posts', () => {
    const errors = [{ title: 'Not Found Error', type: `${problems}/resource-not-found` }, usageCap];
    expect(classifyAnswer(refusal(200, { data: [post], errors, meta: {} }))).toMatchObject({ kind: 'page' });
  });

  it.each([
    ['errors alone, "Service Unavailable"', { errors: [{ title: 'Service Unavailable' }] }],
    ['errors alone, "Service Unavailable"', { errors: [{ title: 'Service Unavailable' }], meta: { result_count: 0 } }],
    ['without "meta"', { data: [post] }],
    ['without "meta"', {}],
    ['without the posts that it announces', { meta: { result_count: 3 } }],
    ['no JSON object', undefined],
    ['no JSON object', null],
    ['no JSON object', [post]],
  ])('is none when it comes %s, and says so: taken for the end it would lose tweets', (wrong, body) => {
    expect(classifyAnswer(refusal(200, body))).toEqual({ kind: 'transient', detail: `status 200, but ${wrong}` });
  });
});

it('no answer may come on another attempt', () => {
  expect(classifyAnswer({ kind: 'no-answer', reason: 'ECONNRESET', mayHaveCost: true })).toEqual({
    kind: 'transient',
    detail: 'ECONNRESET',
  });
});

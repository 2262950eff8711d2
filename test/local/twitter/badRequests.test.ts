import { afterEach, describe, expect, it } from '@jest/globals';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';
import { ask, hear } from '../../support/twitter/askX.ts';
import { closeStandIns, day, minute, noon, second, standInUnderTest } from '../../support/twitter/standInUnderTest.ts';

afterEach(closeStandIns);

const iso = (timeMs: number) => `${new Date(timeMs).toISOString().slice(0, 19)}Z`;

async function refused(parameters: Record<string, string>, changes = {}) {
  const { url, costOf } = await standInUnderTest(changes);
  const { status, body } = await ask(url, parameters);
  expect(status).toBe(400);
  expect(costOf('2026-11-20').postsSent).toBe(0);
  return body;
}

describe("4. 400 in X's own form", () => {
  it('for a since_id more than 7 days back: seen in production on 2026-08-07', async () => {
    const { url, clock } = await standInUnderTest();
    clock.nowMs = Date.UTC(2026, 7, 7, 11, 45, 50, 444);
    const { status, body } = await ask(url, { since_id: '2075200933194039668' });
    const message =
      "'since_id' must be a tweet id created after 2026-07-31T11:45Z. Please use a 'since_id' that is larger than 2083157183716917248";
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [{ message, parameters: { since_id: ['2075200933194039668'] } }],
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
      type: 'https://api.twitter.com/2/problems/invalid-request',
    });
  });

  it('up to the very id that the message names', async () => {
    const { url } = await standInUnderTest();
    const last = idAt(noon - 7 * day);
    expect((await ask(url, { since_id: last.toString() })).status).toBe(400);
    expect((await ask(url, { since_id: (last + 1n).toString() })).status).toBe(200);
  });

  it('with the time in brackets, in the older form of that message', async () => {
    const { errors } = await refused({ since_id: '1' }, { hasTimesInBrackets: true });
    expect(errors[0].message).toContain('created after [2026-11-13T12:00Z]. Please use');
  });

  it.each([
    [{ since_id: idAt(noon - day).toString(), start_time: iso(noon - day) }],
    [{ since_id: idAt(noon - day).toString(), end_time: iso(noon - minute) }],
    [{ until_id: idAt(noon).toString(), start_time: iso(noon - day) }],
  ])('for bounds by id mixed with bounds by time: %j', async (parameters) => {
    const { errors } = await refused(parameters);
    const values = Object.entries(parameters).map(([name, value]) => [name, [value]]);
    expect(errors).toEqual([
      {
        message: "Invalid use of 'since_id' or 'until_id' in conjunction with 'start_time' or 'end_time'.",
        parameters: Object.fromEntries(values),
      },
    ]);
  });

  it.each(['5', '9', '101', '-10', '10.5', 'many', ''])('for max_results "%s"', async (max_results) => {
    const { errors } = await refused({ max_results });
    expect(errors).toEqual([
      {
        message: `The \`max_results\` query parameter value [${max_results}] is not between 10 and 100`,
        parameters: { max_results: [max_results] },
      },
    ]);
  });

  it('for a query that is missing or blank', async () => {
    const { url } = await standInUnderTest();
    const { status, bytes } = await hear(url, {});
    const message = 'Request parameter `query` can not be empty';
    expect(status).toBe(400);
    expect(JSON.parse(bytes.toString()).errors).toEqual([{ message, parameters: { query: [] } }]);
    expect((await ask(url, { query: ' ' })).body.errors[0].message).toBe(message);
  });

  it('for a query of more than 512 characters, or of what the access allows', async () => {
    const query = `#Azure ${'a'.repeat(506)}`;
    expect((await refused({ query })).errors[0].message).toContain('513');
    const { url } = await standInUnderTest();
    expect((await ask(url, { query: query.slice(1) })).status).toBe(200);
    const enterprise = await standInUnderTest({ longestQuery: 4096 });
    expect((await ask(enterprise.url, { query })).status).toBe(200);
  });

  it.each(['', 'abc', '-1', '12345678901234567890', '1e5', ' 12'])('for since_id "%s"', async (since_id) => {
    const { errors } = await refused({ since_id });
    expect(errors[0].message).toBe(`The \`since_id\` query parameter value [${since_id}] does not match ^[0-9]{1,19}$`);
  });

  it.each([
    [
      'start_time',
      iso(noon - 7 * day - second),
      "Invalid 'start_time':'2026-11-13T11:59Z'. 'start_time' must be on or after 2026-11-13T12:00Z",
    ],
    [
      'end_time',
      iso(noon - 9 * second),
      "Invalid 'end_time':'2026-11-20T11:59Z'. 'end_time' must be a minimum of 10 seconds prior to the request time.",
    ],
    ['start_time', 'yesterday', 'The `start_time` query parameter value [yesterday] is not a valid RFC3339 timestamp'],
  ])('for %s %s', async (name, value, message) => {
    expect((await refused({ [name]: value })).errors).toEqual([{ message, parameters: { [name]: [value] } }]);
  });

  it('for a parameter that there is none of, naming all that there are', async () => {
    const { errors } = await refused({ count: '100', q: 'Azure' });
    expect(errors.map(({ parameters }: { parameters: object }) => parameters)).toEqual([
      { count: ['100'] },
      { q: ['Azure'] },
    ]);
    expect(errors[0].message).toMatch(
      /^The query parameter \[count\] is not one of \[query,start_time,.*post\.fields.*\]$/,
    );
  });

  it.each([
    ['tweet.fields', 'created_at,favourites', 'favourites'],
    ['tweet.fields', 'note_post', 'note_post'],
    ['post.fields', 'note_tweet', 'note_tweet'],
    ['expansions', 'author', 'author'],
    ['sort_order', 'newest', 'newest'],
  ])('for %s=%s, naming what there is', async (name, value, wrong) => {
    const { errors } = await refused({ [name]: value });
    expect(errors[0].message).toContain(`The \`${name}\` query parameter value [${wrong}] is not one of [`);
    expect(errors[0].parameters).toEqual({ [name]: [value] });
  });

  it('under either host of the URIs that name a problem', async () => {
    const { type } = await refused({ max_results: '5' }, { problemHost: 'api.x.com' });
    expect(type).toBe('https://api.x.com/2/problems/invalid-request');
  });
});

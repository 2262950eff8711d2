import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Scripted, transportFaults } from '../../../local/twitter/index.ts';
import { xRecentSearch } from '../../../src/adapters/xRecentSearch.ts';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';
import { type Asking, hear } from '../../support/twitter/askX.ts';
import { closeStandIns, day, noon, standInUnderTest, timedPosts } from '../../support/twitter/standInUnderTest.ts';
import { until } from '../../support/until.ts';

afterEach(closeStandIns);

const parameters = { query: '#Azure', since_id: idAt(noon - day).toString() };

async function scripted(...answers: readonly Scripted[]) {
  const standIn = await standInUnderTest();
  standIn.add(...timedPosts(3));
  standIn.answerNext(...answers);
  return { ...standIn, hear: (asking?: Asking) => hear(standIn.url, parameters, asking) };
}

async function heard(answer: Scripted, asking?: Asking) {
  const standIn = await scripted(answer);
  const { status, headers, bytes, isWhole } = await standIn.hear(asking);
  return { status, headers, isWhole, bytes, text: bytes.toString(), sent: standIn.costOf('2026-11-20').postsSent };
}

const whole = { status: 200, isWhole: true, sent: 3 };

describe('9. Broken transport', () => {
  it('hangs: nothing comes at all', async () => {
    const standIn = await scripted({ delivery: { fault: 'hang' } });
    await expect(standIn.hear({ headersWithinMs: 100 })).rejects.toThrow('silence');
  });

  it('falls silent after the headers', async () => {
    const { isWhole, status, text } = await heard(
      { delivery: { fault: 'silence-after-headers' } },
      { bodyWithinMs: 100 },
    );
    expect({ isWhole, status, text }).toEqual({ isWhole: false, status: 200, text: '' });
  });

  it('drips', async () => {
    const { isWhole, text } = await heard({ delivery: { fault: 'drip' } }, { bodyWithinMs: 300 });
    expect(isWhole).toBe(false);
    expect(text).toMatch(/^ +$/);
  });

  it.each(['close', 'reset'] as const)('may %s before the answer', async (fault) => {
    const standIn = await scripted({ delivery: { fault } });
    await expect(standIn.hear()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it.each([
    ['close-in-body', undefined],
    ['close-in-body', 'gzip'],
    ['close-in-body', 'br'],
    ['reset-in-body', undefined],
    ['reset-in-body', 'gzip'],
    ['reset-in-body', 'br'],
  ] as const)('may %s, encoded as %s', async (fault, encoding) => {
    const { isWhole, headers, bytes } = await heard({ delivery: { fault, encoding } });
    expect(isWhole).toBe(false);
    expect(headers['content-encoding']).toBe(encoding);
    expect(bytes.length).toBeLessThan(Number(headers['content-length']));
  });

  it('may end half of a body as if it were all', async () => {
    const { isWhole, text } = await heard({ delivery: { fault: 'half-body' } });
    expect(isWhole).toBe(true);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ] as const)('may come in %s though nobody asked for it, whole or corrupt', async (encoding, decode) => {
    const good = await heard({ delivery: { encoding } });
    expect(good).toMatchObject({ ...whole, headers: { 'content-encoding': encoding } });
    expect(JSON.parse(decode(good.bytes).toString()).meta.result_count).toBe(3);
    const bad = await heard({ delivery: { encoding, fault: 'corrupt-body' } });
    expect(bad).toMatchObject(whole);
    expect(() => decode(bad.bytes)).toThrow();
  });

  it('may be HTML, empty, without meta, errors alone, or a redirection, under a status that is no error', async () => {
    expect(await heard({ body: 'html' })).toMatchObject({
      status: 200,
      text: expect.stringMatching(/^<!doctype html>/),
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
    expect(await heard({ body: 'empty' })).toMatchObject({ ...whole, text: '' });
    expect(Object.keys(JSON.parse((await heard({ body: 'no-meta' })).text))).toEqual(['data']);
    expect(Object.keys(JSON.parse((await heard({ body: 'errors-only' })).text))).toEqual(['errors']);
    const redirect = await heard({ body: 'redirect' });
    expect(redirect).toMatchObject({ status: 302, text: '', headers: { location: expect.any(String) } });
  });

  it('may have errors beside data', async () => {
    const { text, status } = await heard({ body: 'errors-beside-data' });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ data: { length: 3 }, errors: { length: 1 }, meta: { result_count: 3 } });
  });

  it('may be any JSON that a test makes up', async () => {
    const json = { data: [{ id: '12' }], meta: { newest_id: 'sed ut', result_count: -1127936630 } };
    expect(JSON.parse((await heard({ body: { json } })).text)).toEqual(json);
  });

  it('charges for posts that were on their way, and for none that an answer never held', async () => {
    const inHaste = { headersWithinMs: 200, bodyWithinMs: 200 };
    const lost = transportFaults.map((fault) => ({ delivery: { fault } }));
    const { hear, requests } = await scripted(...lost, { body: 'html' }, { body: 'redirect' }, { body: 'errors-only' });
    for (let count = 0; count < lost.length + 3; count += 1) await hear(inHaste).catch(() => undefined);
    expect(requests().map(({ postIds }) => postIds.length)).toEqual([...lost.map(() => 3), 0, 0, 0]);
  });

  it('never lets the source hang, throw or take it for a page', async () => {
    const { url, answerNext, add } = await standInUnderTest();
    add(...timedPosts(3));
    const options = {
      bearerToken: 'made-up',
      query: '#Azure',
      fieldsParameter: 'tweet.fields',
      requestTimeoutMs: 60,
    } as const;
    const search = xRecentSearch({ ...options, origin: new URL(url) });
    for (const fault of transportFaults) {
      for (const encoding of [undefined, 'gzip', 'br'] as const) {
        answerNext({ delivery: { fault, encoding } });
        const answer = await search.page({ sinceId: idAt(noon - day), maxResults: 10 });
        expect(answer).toMatchObject({ kind: 'no-answer', mayHaveCost: true });
      }
    }
  });

  it('leaves nothing open when it is closed in the middle of it all', async () => {
    const { url, countOf, answerNext, close } = await scripted();
    const ended: Promise<unknown>[] = [];
    for (const fault of ['hang', 'drip'] as const) {
      answerNext({ delivery: { fault } });
      ended.push(hear(url, parameters).catch(({ code }) => code));
      await until(() => countOf() === ended.length, { withinMs: 5_000, otherwise: () => 'not asked' });
    }
    await close();
    const [hung] = await Promise.all(ended);
    expect(hung).toBe('ECONNRESET');
    await expect(hear(url, parameters)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

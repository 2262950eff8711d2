import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { selfSignedCertificate } from '../../local/eventHubs/tls/selfSignedCertificate.ts';
import { xRecentSearch } from '../../src/adapters/xRecentSearch.ts';
import { type RawX, rawSocketX, rawX } from '../support/twitter/rawX.ts';

const token = 'AAAASECRETTOKENAAAA';
const page = { data: [{ id: '12', text: 'Azure is okay.' }], meta: { result_count: 1 } };
const limits = { 'x-rate-limit-limit': '450', 'x-rate-limit-remaining': '449', 'x-rate-limit-reset': '1795000000' };
const date = 'Fri, 20 Nov 2026 12:00:00 GMT';
let open: Pick<RawX, 'close'> | undefined;
afterEach(() => open?.close());

const searchAt = (origin: URL, changes = {}) =>
  xRecentSearch({
    bearerToken: token,
    query: '#Azure lang:en',
    fieldsParameter: 'tweet.fields',
    requestTimeoutMs: 300,
    origin,
    ...changes,
  });

async function ask(answer: (response: ServerResponse) => void, changes = {}) {
  const server = await rawX((_request, response) => answer(response));
  open = server;
  return searchAt(server.origin, changes).page({ sinceId: 7n, maxResults: 10 });
}

const json =
  (status: number, body: unknown, headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json', date, ...headers }).end(JSON.stringify(body));

describe('a page of recent search', () => {
  it('is asked for with all that makes it the right one, and no author, which would cost twice as much again', async () => {
    const server = await rawX((_request, response) => json(200, page)(response));
    open = server;
    const search = searchAt(server.origin);
    await search.page({ sinceId: 7n, maxResults: 10 });
    await search.page({ sinceId: 7n, untilId: 900n, nextToken: 'abc', maxResults: 100 });
    const [first, second] = server.requests.map(({ url = '' }) => new URL(url, server.origin));
    const fields = 'created_at,author_id,lang,public_metrics,note_tweet,referenced_tweets,conversation_id,entities';
    const always = { query: '#Azure lang:en', sort_order: 'recency', since_id: '7', 'tweet.fields': fields };
    expect(first?.pathname).toBe('/2/tweets/search/recent');
    expect(Object.fromEntries(first?.searchParams ?? [])).toEqual({ ...always, max_results: '10' });
    expect(Object.fromEntries(second?.searchParams ?? [])).toEqual({
      ...always,
      max_results: '100',
      until_id: '900',
      next_token: 'abc',
    });
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
    // A compressed body that breaks off would never settle, a corrupt one would end the process.
    expect(server.requests[0]?.headers['accept-encoding']).toBeUndefined();
  });

  it('may be asked for in the words of August 2026', async () => {
    const server = await rawX((_request, response) => json(200, page)(response));
    open = server;
    await searchAt(server.origin, { fieldsParameter: 'post.fields' }).page({ sinceId: 7n, maxResults: 10 });
    const { searchParams } = new URL(server.requests[0]?.url ?? '', server.origin);
    expect(searchParams.get('post.fields')).toContain('note_post,referenced_posts');
    expect(searchParams.has('tweet.fields')).toBe(false);
  });

  it("comes with the rate limit and X's clock", async () => {
    expect(await ask(json(200, page, limits))).toEqual({
      kind: 'answer',
      status: 200,
      body: page,
      rateLimit: { remaining: 449, resetMs: 1_795_000_000_000 },
      dateMs: Date.UTC(2026, 10, 20, 12),
    });
  });

  it('comes without a rate limit when its headers are missing or no numbers', async () => {
    expect(await ask(json(200, page, { 'x-rate-limit-limit': '450' }))).not.toHaveProperty('rateLimit');
    await open?.close();
    expect(await ask(json(200, page, { date: 'soon' }))).not.toHaveProperty('dateMs');
  });
});

describe('a refusal', () => {
  it.each([400, 401, 402, 403, 429, 500, 503])(
    'of status %i is an answer, with its body and its limits',
    async (status) => {
      const body = { title: 'No', type: 'about:blank', account_id: 1 };
      expect(await ask(json(status, body, limits))).toMatchObject({
        status,
        body,
        rateLimit: { remaining: 449 },
        dateMs: Date.UTC(2026, 10, 20, 12),
      });
    },
  );

  it('may come as HTML, as problem+json, or with nothing', async () => {
    const html = (response: ServerResponse) =>
      void response.writeHead(503, { 'content-type': 'application/json' }).end('<html>');
    expect(await ask(html)).toMatchObject({ kind: 'answer', status: 503, body: undefined });
    await open?.close();
    expect(await ask((response) => void response.writeHead(502).end())).toMatchObject({ status: 502, body: undefined });
    await open?.close();
    const problem = json(429, { title: 'Too Many Requests' }, { 'content-type': 'application/problem+json' });
    expect(await ask(problem)).toMatchObject({ status: 429, body: { title: 'Too Many Requests' } });
  });

  // The client's own parser looks into errors[0] without asking what it is, and would end the process.
  it.each([[[null]], ['text'], [[1]], [null]])('may hold the error list %j', async (errors) => {
    expect(await ask(json(400, { errors }))).toMatchObject({ status: 400, body: { errors } });
  });
});

describe('what is no answer', () => {
  const lost = (reason: string, mayHaveCost: boolean) => ({ kind: 'no-answer', reason, mayHaveCost });
  const head = { 'content-type': 'application/json' };
  const half = JSON.stringify(page).slice(0, 30);

  it('is silence', async () => {
    expect(await ask(() => undefined)).toEqual(lost('no whole answer in time', true));
  });

  it('is silence after the headers, or in the middle of the body', async () => {
    expect(await ask((response) => response.writeHead(200, head).flushHeaders())).toEqual(
      lost('no whole answer in time', true),
    );
    await open?.close();
    expect(await ask((response) => void response.writeHead(200, head).write(half))).toMatchObject({
      mayHaveCost: true,
    });
  });

  it('is a body that drips without an end', async () => {
    const drip = (response: ServerResponse) => {
      response.writeHead(200, head);
      const drops = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drops));
    };
    expect(await ask(drip)).toMatchObject({ kind: 'no-answer', mayHaveCost: true });
  });

  it('is half a body', async () => {
    const closed = (response: ServerResponse) => {
      response.writeHead(200, { ...head, 'content-length': '1000' });
      response.write(half, () => response.destroy());
    };
    expect(await ask(closed)).toEqual(lost('a broken body', true));
    await open?.close();
    expect(await ask((response) => void response.writeHead(200, head).end(half))).toEqual(lost('a broken body', true));
  });

  it('is an empty body', async () => {
    expect(await ask((response) => void response.writeHead(200, head).end())).toEqual(lost('a broken body', true));
  });

  it('is a compressed body, which nobody asked for, whole, broken off or corrupt', async () => {
    const zipped = gzipSync(JSON.stringify(page));
    const encoded = { ...head, 'content-encoding': 'gzip' };
    for (const bytes of [zipped, zipped.subarray(0, 20), Buffer.from('no gzip at all')]) {
      const answer = (response: ServerResponse) => {
        response.writeHead(200, encoded);
        response.write(bytes, () => response.destroy());
      };
      expect(await ask(answer)).toEqual(lost('a broken body', true));
      await open?.close();
    }
  });

  it('is a web page, or the way to one, which cost nothing', async () => {
    const html = (response: ServerResponse) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    expect(await ask(html)).toEqual(lost('a web page, not JSON', false));
    await open?.close();
    const moved = (response: ServerResponse) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    expect(await ask(moved)).toEqual(lost('a redirection, not JSON', false));
  });

  it('is a connection that is closed or reset', async () => {
    for (const end of ['destroy', 'resetAndDestroy'] as const) {
      const server = await rawSocketX((socket) => socket[end]());
      open = server;
      expect(await searchAt(server.origin).page({ sinceId: 7n, maxResults: 10 })).toEqual(lost('ECONNRESET', true));
      await server.close();
    }
    open = undefined;
  });

  it('is something else than HTTP', async () => {
    const server = await rawSocketX((socket) => socket.end('220 mail ready\r\n'));
    open = server;
    expect(await searchAt(server.origin).page({ sinceId: 7n, maxResults: 10 })).toMatchObject({ kind: 'no-answer' });
  });

  it('is a server whose certificate nobody vouches for: it never hears of the token', async () => {
    const hour = 3_600_000;
    const validity = { validFrom: Date.now() - hour, validTo: Date.now() + hour, serialNumber: Buffer.from([1]) };
    let requests = 0;
    const server = createServer(selfSignedCertificate({ hosts: ['localhost'], ...validity }), () => {
      requests += 1;
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const search = searchAt(new URL(`https://localhost:${port}`), { requestTimeoutMs: 5_000 });
    const answer = await search.page({ sinceId: 7n, maxResults: 10 });
    server.close();
    expect(answer).toEqual(lost('DEPTH_ZERO_SELF_SIGNED_CERT', false));
    expect(requests).toBe(0);
  });

  it('is nobody there, which cost nothing', async () => {
    const answer = await searchAt(new URL('http://127.0.0.1:1')).page({ sinceId: 7n, maxResults: 10 });
    expect(answer).toEqual(lost('ECONNREFUSED', false));
  });

  it('says nothing of the token', async () => {
    const answers = await Promise.all([
      searchAt(new URL('http://127.0.0.1:1')).page({ sinceId: 7n, maxResults: 10 }),
      searchAt(new URL('http://127.0.0.1:1'), { bearerToken: `${token}\n` }).page({ sinceId: 7n, maxResults: 10 }),
      ask(json(401, { title: 'Unauthorized' })),
    ]);
    expect(JSON.stringify(answers)).not.toContain('SECRET');
  });
});

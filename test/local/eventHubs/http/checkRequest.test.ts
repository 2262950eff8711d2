import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HttpService } from '../../../../local/eventHubs/http/serveHttp.ts';
import { type Call, httpCall, type Reply } from '../support/httpCall.ts';
import { serveExplorer } from '../support/serveExplorer.ts';

let http: HttpService;
beforeAll(async () => {
  http = await serveExplorer();
});
afterAll(() => http.close());

const call = (path: string, more: Call = {}): Promise<Reply> => httpCall(http.port, path, more);
const paths = ['/', '/health', '/api/overview', '/nothing'];
const own = (text: string): string => text.replace('PORT', String(http.port));

describe('a request', () => {
  it.each(['localhost:PORT', 'LocalHost:PORT', '127.0.0.1:PORT', '[::1]:PORT'])('to %s is answered', async (host) => {
    expect((await call('/health', { headers: { host: own(host) } })).status).toBe(200);
  });

  it.each([
    ['evil.example'],
    ['evil.example:PORT'],
    ['localhost.evil.example:PORT'],
    ['localhost'],
    ['localhost:1'],
    ['localhost:PORT@evil.example'],
    ['127.0.0.2:PORT'],
    ['0.0.0.0:PORT'],
  ])('to %j is refused, as a name that a foreign page gave us', async (host) => {
    for (const path of paths) expect((await call(path, { headers: { host: own(host) } })).status).toBe(403);
  });

  it.each(['http://evil.example', 'http://localhost:1', 'https://localhost:PORT', 'http://127.0.0.1:PORT', 'null', ''])(
    'from a page of origin %j is refused',
    async (origin) => {
      const headers = { host: own('localhost:PORT'), origin: own(origin) };
      for (const path of paths) expect((await call(path, { headers })).status).toBe(403);
    },
  );

  it('from a page of our own is answered', async () => {
    const headers = { host: own('localhost:PORT'), origin: own('http://localhost:PORT') };
    expect((await call('/api/overview', { headers })).status).toBe(200);
  });

  // https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
  it.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['unheard-of', 403],
    ['same-origin', 200],
    ['none', 200],
  ])('with Sec-Fetch-Site %s gets %i', async (site, status) => {
    expect((await call('/health', { headers: { 'sec-fetch-site': site } })).status).toBe(status);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('by %s is told what is allowed', async (method) => {
    for (const path of ['/', '/health', '/api/overview']) {
      const { status, headers } = await call(path, { method });
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    }
  });

  it.each(['/nothing', '/health/', '//health', '/api', '/../package.json', '/%2e%2e/package.json', '*'])(
    'for %s finds nothing',
    async (path) => {
      expect((await call(path)).status).toBe(404);
    },
  );
});

describe('every answer', () => {
  it.each([
    ['200', {}],
    ['403', { headers: { host: 'evil.example' } }],
    ['405', { method: 'POST' }],
  ])('of status %s carries the headers that keep others out', async (status, how) => {
    const { status: found, headers } = await call('/health', how);
    expect(String(found)).toBe(status);
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

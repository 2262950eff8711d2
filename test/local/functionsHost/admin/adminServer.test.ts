import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AdminServer, startAdminServer } from '../../../../local/functionsHost/admin/adminServer.ts';

interface Reply {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const started: (readonly [string, string])[] = [];
let server: AdminServer;

beforeAll(async () => {
  server = await startAdminServer({
    port: 0,
    status: () => ({ id: 'host', state: 'Running' }),
    start: (name, input) => {
      if (name === 'page') return { refused: 'Function page cannot run here.' };
      if (name !== 'store tweets') return 'unknown';
      started.push([name, input]);
      return 'started';
    },
  });
});
afterAll(() => server.close());

function call(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'content-type': 'application/json; charset=utf-8' };
const start = (body: string, name = 'store%20tweets', headers: Record<string, string> = json) =>
  call('POST', `/admin/functions/${name}`, headers, body);

// https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http
describe('the admin interface', () => {
  it('tells the status of the host and answers a ping', async () => {
    const { status, body } = await call('GET', '/admin/host/status?code=x');
    expect([status, JSON.parse(body)]).toEqual([200, { id: 'host', state: 'Running' }]);
    expect((await call('GET', '/admin/host/ping')).status).toBe(200);
  });

  it('starts a function with the input of the body and does not wait for it', async () => {
    expect((await start('{"input":"text"}')).status).toBe(202);
    expect((await start('{"input":{"a":1}}')).status).toBe(202);
    expect((await start('{}')).status).toBe(202);
    expect(started).toEqual([
      ['store tweets', 'text'],
      ['store tweets', '{"a":1}'],
      ['store tweets', ''],
    ]);
  });

  it.each([
    ['404 for a function that is not there', '{}', 'other', 404],
    ['501 for one that cannot run here', '{}', 'page', 501],
    ['400 without a body', '', 'store%20tweets', 400],
    ['400 for a body that is no JSON object', '[1]', 'store%20tweets', 400],
    ['413 for more than a megabyte', `{"input":"${'x'.repeat(1_048_576)}"}`, 'store%20tweets', 413],
  ])('answers %s', async (_, body, name, status) => {
    expect((await start(body, name)).status).toBe(status);
  });

  it('is at 404 elsewhere', async () => {
    expect((await call('GET', '/')).status).toBe(404);
    expect((await call('DELETE', '/admin/functions/store%20tweets')).status).toBe(404);
  });
});

describe('a stranger', () => {
  it.each([
    ['by another host name', { host: 'evil.example' }],
    ['by a name that only begins like ours', { host: 'localhost.evil.example:80' }],
    ['from a web page', { origin: 'https://evil.example' }],
    ['from a page without an origin', { origin: 'null' }],
  ])('%s is refused', async (_, headers) => {
    for (const reply of [
      await call('GET', '/admin/host/status', headers),
      await start('{}', 'store%20tweets', { ...json, ...headers }),
    ]) {
      expect(reply.status).toBe(403);
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it.each([[{}], [{ 'content-type': 'text/plain' }], [{ 'content-type': 'application/x-www-form-urlencoded' }]])(
    'may not post anything but JSON (%j)',
    async (headers) => {
      expect((await start('{"input":""}', 'store%20tweets', headers)).status).toBe(415);
    },
  );
});

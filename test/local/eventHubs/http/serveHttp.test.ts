import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { HttpLimits, HttpService } from '../../../../local/eventHubs/http/serveHttp.ts';
import { httpCall } from '../support/httpCall.ts';
import { aLog, serveExplorer } from '../support/serveExplorer.ts';

const open: HttpService[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((http) => http.close()));
});

async function serve(changes: { host?: string; limits?: HttpLimits } = {}): Promise<HttpService> {
  const http = await serveExplorer([aLog()], changes);
  open.push(http);
  return http;
}

const small = {
  maxHeaderSize: 1000,
  headersTimeout: 50,
  requestTimeout: 50,
  keepAliveTimeout: 50,
  connectionsCheckingInterval: 10,
  maxConnections: 2,
  silenceMs: 5000,
};
const patient = { ...small, headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 10_000 };

/** A socket that sends this, and all that it gets until its end. */
async function raw({ port }: HttpService, text: string): Promise<{ socket: Socket; received: Promise<string> }> {
  const socket = connect({ host: '127.0.0.1', port });
  let all = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    all += chunk;
  });
  socket.on('error', () => undefined);
  const received = new Promise<string>((resolve) => socket.on('close', () => resolve(all)));
  await once(socket, 'connect');
  socket.write(text);
  return { socket, received };
}

const firstLine = async (http: HttpService, text: string): Promise<string | undefined> =>
  (await (await raw(http, text)).received).split('\r\n')[0];

describe('the HTTP port', () => {
  it('refuses a request without a Host header, with two, and with a foreign one beside ours', async () => {
    const http = await serve();
    const own = `Host: localhost:${http.port}\r\n`;
    const close = 'Connection: close\r\n\r\n';
    expect(await firstLine(http, `GET /health HTTP/1.0\r\n\r\n`)).toBe('HTTP/1.1 403 Forbidden');
    expect(await firstLine(http, `GET /health HTTP/1.1\r\n${close}`)).toBe('HTTP/1.1 400 Bad Request');
    expect(await firstLine(http, `GET /health HTTP/1.1\r\nHost:\r\n${close}`)).toBe('HTTP/1.1 403 Forbidden');
    for (const other of [own, 'Host: evil.example\r\n']) {
      expect(await firstLine(http, `GET /health HTTP/1.1\r\n${own}${other}${close}`)).toBe('HTTP/1.1 403 Forbidden');
    }
    expect(await firstLine(http, `GET http://evil.example/health HTTP/1.1\r\n${own}${close}`)).toBe(
      'HTTP/1.1 404 Not Found',
    );
    expect(await firstLine(http, `GET /health HTTP/1.1\r\n${own}${close}`)).toBe('HTTP/1.1 200 OK');
  });

  it('lets no request take its time over its headers', async () => {
    expect(await firstLine(await serve({ limits: small }), 'GET /health HTTP/1.1\r\nHost: loc')).toBe(
      'HTTP/1.1 408 Request Timeout',
    );
  });

  it('bounds the size of headers', async () => {
    const text = `GET /health HTTP/1.1\r\nX: ${'x'.repeat(2000)}\r\n\r\n`;
    expect(await firstLine(await serve({ limits: small }), text)).toBe('HTTP/1.1 431 Request Header Fields Too Large');
  });

  it('bounds the number of connections', async () => {
    const http = await serve({ limits: patient });
    const request = `GET /health HTTP/1.1\r\nHost: localhost:${http.port}\r\n\r\n`;
    const kept = [await raw(http, request), await raw(http, request)];
    for (const { socket } of kept) await once(socket, 'data');
    expect(await (await raw(http, request)).received).toBe('');
    for (const { socket } of kept) socket.destroy();
  });

  it('keeps no place for a client that does not read its answers', async () => {
    const http = await serve({ limits: { ...patient, silenceMs: 1_000 } });
    const { socket } = await raw(http, '');
    socket.pause();
    const asked = `GET /api/overview HTTP/1.1\r\nHost: localhost:${http.port}\r\n\r\n`.repeat(2000);
    const gone = once(socket, 'error');
    // Once there is nobody to take them, more requests fail.
    const more = setInterval(() => socket.write(asked), 5);
    await gone.finally(() => clearInterval(more));
    expect((await httpCall(http.port, '/health')).status).toBe(200);
  }, 20_000);

  it('survives what is no HTTP', async () => {
    const http = await serve();
    for (const text of [
      '\r\n\r\n\x00\x01\x02',
      'AMQP\x00\x01\x00\x00',
      'GET / HTTP/9.9\r\n\r\n',
      'CONNECT a:1 HTTP/1.1\r\n\r\n',
    ])
      await (await raw(http, text)).received;
    expect((await httpCall(http.port, '/health')).status).toBe(200);
  });

  it('ends all connections when it closes: silent, half a request, and kept alive', async () => {
    const http = await serve({ limits: { ...patient, maxConnections: 10 } });
    const request = `GET /health HTTP/1.1\r\nHost: localhost:${http.port}\r\n\r\n`;
    const kept = await raw(http, request);
    await once(kept.socket, 'data');
    const others = [await raw(http, ''), await raw(http, 'GET /hea')];
    await http.close();
    await Promise.all([kept, ...others].map(({ received }) => received));
  });
});

describe('a given host', () => {
  const [address] = Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ family, internal }) => family === 'IPv4' && !internal).map((each) => each.address),
  );

  it('is a name that requests may use', async () => {
    const { port } = await serve({ host: '127.0.0.1' });
    expect((await httpCall(port, '/health')).status).toBe(200);
  });

  (address === undefined ? it.skip : it)('that stands for all addresses makes those names, and no others', async () => {
    const { port } = await serve({ host: '0.0.0.0' });
    const call = async (host: string) =>
      (await httpCall(port, '/health', { host: address ?? '', headers: { host } })).status;
    expect(await call(`${address}:${port}`)).toBe(200);
    expect(await call(`localhost:${port}`)).toBe(200);
    expect(await call(`0.0.0.0:${port}`)).toBe(403);
    expect(await call(`evil.example:${port}`)).toBe(403);
  });
});

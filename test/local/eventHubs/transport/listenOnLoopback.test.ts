import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Listener, listenOnLoopback } from '../../../../local/eventHubs/transport/listenOnLoopback.ts';
import { type Listening, portOf } from '../../../../local/eventHubs/transport/openServer.ts';

const [ipv4, ipv6] = ['127.0.0.1', '::1'];
const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((entry) => entry?.address === ipv6);
const whereIpv6Is = hasIpv6 ? it : it.skip;

describe('listening on loopback', () => {
  let lines: string[];
  let open: { close(): Promise<void> }[];
  beforeEach(() => {
    lines = [];
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((listener) => listener.close()));
  });
  const listen = async (listening: Partial<Listening> = {}, host?: string): Promise<Listener> => {
    const log = (line: string): void => void lines.push(line);
    const newServer = (): Server => createServer();
    const listener = await listenOnLoopback({ port: 0, option: 'port', newServer, log, ...listening }, host);
    open.push(listener);
    return listener;
  };
  const squat = async (host: string, port = 0): Promise<number> => {
    const server = createServer().listen({ host, port });
    await once(server, 'listening');
    open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    return portOf(server);
  };

  it('takes the same free port on both addresses, where there are two', async () => {
    expect((await listen()).addresses).toEqual(hasIpv6 ? [ipv4, ipv6] : [ipv4]);
    if (hasIpv6) expect(lines).toEqual([]);
  });

  whereIpv6Is('leaves ::1 out, with one line in the log, where its port is taken', async () => {
    const port = await squat('::1');
    const listener = await listen({ port });
    expect(listener).toMatchObject({ port, addresses: [ipv4] });
    expect(lines).toEqual([expect.stringMatching(`Port ${port} is served on 127.0.0.1 alone.*Another program`)]);
  });

  whereIpv6Is('looks for another free port when one is free on 127.0.0.1 only', async () => {
    const taken: number[] = [];
    let made = 0;
    const newServer = (): Server => {
      const server = createServer();
      // The second to be made is the first one for ::1: its port is not free.
      if (++made === 2) server.listen = (): Server => setImmediate(() => server.emit('error', inUse)) && server;
      else server.on('listening', () => taken.push(portOf(server)));
      return server;
    };
    const listener = await listen({ newServer });
    expect(listener.addresses).toEqual([ipv4, ipv6]);
    expect(lines).toEqual([]);
    expect(taken.slice(-2)).toEqual([listener.port, listener.port]);
  });

  it('leaves ::1 out, with one line in the log, on a machine without IPv6', async () => {
    let made = 0;
    const newServer = (): Server => {
      const server = createServer();
      const error = Object.assign(new Error('no IPv6'), { code: 'EADDRNOTAVAIL' });
      if (++made === 2) server.listen = (): Server => setImmediate(() => server.emit('error', error)) && server;
      return server;
    };
    expect((await listen({ newServer })).addresses).toEqual([ipv4]);
    expect(lines).toEqual([expect.stringMatching(/on 127\.0\.0\.1 alone, not on ::1/)]);
  });

  it("refuses a port taken on 127.0.0.1 by the system's code, and says the way out", async () => {
    const port = await squat('127.0.0.1');
    const refused = listen({ port, option: 'httpPort' });
    await expect(refused).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(refused).rejects.toThrow(`Port ${port} on 127.0.0.1, the emulator's option "httpPort"`);
    await expect(refused).rejects.toThrow('choose another port');
  });

  it('listens on a given host alone', async () => {
    expect((await listen({}, '127.0.0.2')).addresses).toEqual(['127.0.0.2']);
    await expect(listen({}, '192.0.2.1')).rejects.toThrow('Choose an address that this machine has');
  });

  it('logs what fails after listening has begun, such as an accept without file handles, and goes on', async () => {
    const servers: Server[] = [];
    const newServer = (): Server => {
      const server = createServer();
      servers.push(server);
      return server;
    };
    await listen({ newServer });
    for (const server of servers) server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
    expect(lines).toHaveLength(servers.length + (hasIpv6 ? 0 : 1));
    expect(lines.at(-servers.length)).toMatch(/^A client could not be accepted on 127\.0\.0\.1: .*EMFILE/);
    expect(servers[0]?.listening).toBe(true);
  });
});

const inUse = Object.assign(new Error('taken'), { code: 'EADDRINUSE' });

import { Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type LoopbackListener, listenOnLoopback } from '../../../../local/eventHubs/transport/listenOnLoopback.ts';

describe('listening on loopback', () => {
  const listen = Server.prototype.listen;
  let listener: LoopbackListener | undefined;
  afterEach(async () => {
    Server.prototype.listen = listen;
    await listener?.close();
  });

  it('logs what fails after listening has begun, such as an accept without file handles, and goes on', async () => {
    const servers: Server[] = [];
    Server.prototype.listen = function (this: Server, ...given: unknown[]): Server {
      servers.push(this);
      return Reflect.apply(listen, this, given);
    };
    const lines: string[] = [];
    listener = await listenOnLoopback(
      0,
      () => undefined,
      (line) => lines.push(line),
    );
    const error = Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' });
    const listening = servers.filter((server) => server.listening);
    for (const server of listening) server.emit('error', error);
    expect(lines).toHaveLength(listening.length);
    expect(lines[0]).toMatch(/^A client could not be accepted on 127\.0\.0\.1: .*EMFILE/);
    expect(servers[0]?.listening).toBe(true);
  });
});

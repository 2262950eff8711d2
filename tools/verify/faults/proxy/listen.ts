import { once } from 'node:events';
import type { Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../../../../local/errors/errorCode.ts';

const host = '127.0.0.1';

/** Resolves with the port. */
export async function listenAnywhere(server: Server): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A server on loopback has no port.');
  return address.port;
}

/**
 * Takes the port that the server had before. Meanwhile the system may have lent it to somebody's outgoing connection,
 * which ends: so it is asked for again, for a while. Rejects when somebody else keeps it.
 */
export async function listenAgain(server: Server, port: number, forMs = 60_000): Promise<void> {
  if (server.listening) return;
  const until = performance.now() + forMs;
  while (true) {
    try {
      server.listen(port, host);
      await once(server, 'listening');
      return;
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE' || performance.now() > until) throw error;
      await delay(100);
    }
  }
}

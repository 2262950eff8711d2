import type { Server } from 'node:net';
import { closeServer, codeOf, type Listening, openServer, portOf } from './openServer.ts';

export interface Listener {
  readonly port: number;
  /** Those that listen. */
  readonly addresses: readonly string[];
  /** Stops listening; resolves when the last socket is gone. */
  close(): Promise<void>;
}

const ipv4 = '127.0.0.1';
const ipv6 = '::1';
/** How often a free port is looked for that is free on both addresses. */
const maxAttempts = 20;

/**
 * Listens on both loopback addresses at the same port, never on others: clients resolve `localhost` to either, and some
 * insist on that name. Port 0 takes any that is free on both. Where `::1` cannot be had, it is left out, and the log says
 * so. With a `host`, listens there instead.
 * @throws the system's error (`code` EADDRINUSE, EACCES) when the port cannot be had on 127.0.0.1, or on the host
 */
export async function listenOnLoopback(listening: Listening, host?: string): Promise<Listener> {
  if (host !== undefined) return listener(new Map([[host, await openServer(listening, host)]]));
  for (let attempt = 1; ; attempt++) {
    const first = await openServer(listening, ipv4);
    const port = portOf(first);
    try {
      const second = await openServer({ ...listening, port }, ipv6);
      return listener(
        new Map([
          [ipv4, first],
          [ipv6, second],
        ]),
      );
    } catch (error) {
      const anotherMayDo = codeOf(error) === 'EADDRINUSE' && listening.port === 0 && attempt < maxAttempts;
      if (!anotherMayDo) {
        listening.log(leftOut(port, error));
        return listener(new Map([[ipv4, first]]));
      }
      await closeServer(first);
    }
  }
}

function leftOut(port: number, error: unknown): string {
  const where = `Port ${port} is served on ${ipv4} alone, not on ${ipv6} (${codeOf(error)}).`;
  if (codeOf(error) !== 'EADDRINUSE') return where;
  return `${where} Another program has it there: clients that take localhost for ${ipv6} reach that one.`;
}

function listener(servers: ReadonlyMap<string, Server>): Listener {
  const [first] = servers.values();
  return {
    port: first ? portOf(first) : 0,
    addresses: [...servers.keys()],
    close: async () => {
      await Promise.all([...servers.values()].map(closeServer));
    },
  };
}

import { createServer, type Server, type Socket } from 'node:net';

export interface LoopbackListener {
  readonly port: number;
  /** Of `127.0.0.1` and `::1`, those that listen. */
  readonly addresses: readonly string[];
  /** Stops listening; sockets already accepted stay. */
  close(): Promise<void>;
}

const ipv4 = '127.0.0.1';
const ipv6 = '::1';
/** How often a free port is looked for that is free on both addresses. */
const maxAttempts = 20;
/** A machine without IPv6, or without an address for ::1, is served by IPv4 alone. */
const noIpv6: ReadonlySet<unknown> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/**
 * Listens on both loopback addresses at the same port, never on others: clients resolve `localhost` to either, and some
 * insist on that name. Port 0 takes any that is free on both. `log` is told what goes wrong later.
 * @throws the system's error (`code` EADDRINUSE, EACCES) when the port is taken on either address
 */
export async function listenOnLoopback(
  port: number,
  onSocket: (socket: Socket) => void,
  log: (line: string) => void,
): Promise<LoopbackListener> {
  for (let attempt = 1; ; attempt++) {
    const first = await listen(ipv4, port, onSocket, log);
    const taken = portOf(first);
    try {
      const second = await listen(ipv6, taken, onSocket, log);
      return listener(
        taken,
        new Map([
          [ipv4, first],
          [ipv6, second],
        ]),
      );
    } catch (error) {
      if (noIpv6.has(codeOf(error))) return listener(taken, new Map([[ipv4, first]]));
      await stop(first);
      if (port !== 0 || attempt === maxAttempts) throw error;
    }
  }
}

function listener(port: number, servers: ReadonlyMap<string, Server>): LoopbackListener {
  return {
    port,
    addresses: [...servers.keys()],
    close: async () => {
      await Promise.all([...servers.values()].map(stop));
    },
  };
}

function listen(
  host: string,
  port: number,
  onSocket: (socket: Socket) => void,
  log: (line: string) => void,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onSocket);
    server.once('error', reject);
    server.listen({ host, port, ipv6Only: host === ipv6, exclusive: true }, () => {
      server.off('error', reject);
      // Unheard, an accept that finds no file handle left would end the process.
      server.on('error', (error) => log(`A client could not be accepted on ${host}: ${error.message}`));
      resolve(server);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

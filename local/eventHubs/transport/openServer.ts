import type { Server } from 'node:net';

/** What of the emulator wants to listen, and on what. */
export interface Listening {
  /** 0 takes any free one. */
  readonly port: number;
  /** The option that chose the port, for errors. */
  readonly option: 'port' | 'tlsPort' | 'httpPort';
  /** Makes a server with its listeners, one per address. */
  readonly newServer: () => Server;
  readonly log: (line: string) => void;
}

/**
 * Has a server listen, and log what goes wrong later: unheard, an accept that finds no file handle left would end the
 * process.
 * @throws the system's error, by its `code`, with a message that says the way out
 */
export function openServer({ newServer, port, option, log }: Listening, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = newServer();
    const refuse = (error: Error): void => reject(explained(error, { host, port, option }));
    server.once('error', refuse);
    server.listen({ host, port, ipv6Only: host === '::1', exclusive: true }, () => {
      server.off('error', refuse);
      server.on('error', (error) => log(`A client could not be accepted on ${host}: ${error.message}`));
      resolve(server);
    });
  });
}

/** Stops listening; resolves when the last socket is gone. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Zero when the server does not listen. */
export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function explained(error: Error, { host, port, option }: { host: string; port: number; option: string }): Error {
  const code = codeOf(error);
  const wayOut = wayOutOf(code);
  if (!wayOut) return error;
  const message = `Port ${port} on ${host}, the emulator's option "${option}", cannot be had (${code}). ${wayOut}`;
  return Object.assign(new Error(message, { cause: error }), { code });
}

function wayOutOf(code: unknown): string | undefined {
  if (code === 'EADDRINUSE') return 'Stop what listens there, or choose another port; 0 takes any that is free.';
  if (code === 'EACCES') return 'Choose a port above 1023; 0 takes any that is free.';
  if (code === 'EADDRNOTAVAIL') return 'Choose an address that this machine has.';
  return undefined;
}

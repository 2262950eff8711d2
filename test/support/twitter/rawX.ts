import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';

export interface RawX {
  readonly origin: URL;
  /** The requests that came, as far as they were read. */
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

/** An HTTP server on loopback that answers every request in the way given, however badly. */
export async function rawX(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<RawX> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: originOf(server.address()),
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A server that does not even speak HTTP. */
export async function rawSocketX(answer: (socket: Socket) => void): Promise<Omit<RawX, 'requests'>> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: originOf(server.address()),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function originOf(address: ReturnType<ReturnType<typeof createServer>['address']>): URL {
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  return new URL(`http://127.0.0.1:${address.port}`);
}

import { createServer, type Server } from 'node:http';
import { listenOnLoopback } from '../transport/listenOnLoopback.ts';
import { answerRequest } from './answerRequest.ts';
import type { Served } from './served.ts';

export interface HttpService {
  readonly port: number;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** As node:http names them; times in milliseconds. */
export interface HttpLimits {
  readonly maxHeaderSize: number;
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly connectionsCheckingInterval: number;
  /** Of each address. */
  readonly maxConnections: number;
  /** Of a socket on which nothing moves: a client that does not read its answer must not keep its place. */
  readonly silenceMs: number;
}

/** Far more than a page and a few probes need. */
const defaultLimits: HttpLimits = {
  maxHeaderSize: 8192,
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
  maxConnections: 64,
  silenceMs: 10_000,
};

/**
 * Serves health and explorer on loopback, or on `host`; nothing without a port.
 * @throws the system's error (EADDRINUSE, EACCES) when the port cannot be had
 */
export async function serveHttp(
  served: Served,
  { httpPort, host }: { readonly httpPort: number | undefined; readonly host: string | undefined },
  limits = defaultLimits,
): Promise<HttpService | undefined> {
  if (httpPort === undefined) return undefined;
  const servers: Server[] = [];
  const newServer = (): Server => {
    const server = createServer(limits, (request, response) => {
      void answerRequest(request, response, served, { host, port: request.socket.localPort ?? 0 });
    });
    server.maxConnections = limits.maxConnections;
    server.timeout = limits.silenceMs;
    servers.push(server);
    return server;
  };
  const listening = { port: httpPort, option: 'httpPort', newServer, log: served.log } as const;
  const listener = await listenOnLoopback(listening, host);
  return {
    port: listener.port,
    close: async () => {
      const stopped = listener.close();
      for (const server of servers) server.closeAllConnections();
      await stopped;
    },
  };
}

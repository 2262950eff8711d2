import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from '../tls/selfSignedCertificate.ts';
import { tlsFailureHint } from '../tls/tlsFailureHint.ts';
import { type AcceptedConnection, acceptConnection } from './acceptConnection.ts';
import type { Emulator } from './emulator.ts';
import { listenOnLoopback } from './listenOnLoopback.ts';

export interface AmqpService {
  readonly port: number;
  /** Those that listen. */
  readonly addresses: readonly string[];
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

export interface AmqpEndpoint {
  readonly port: number;
  readonly option: 'port' | 'tlsPort';
  /** An address in place of loopback. */
  readonly host?: string | undefined;
  /** Without one, AMQP is spoken in clear. */
  readonly certificate?: Certificate | undefined;
  /** 5,000 unless said, as a namespace of the Standard tier allows. */
  readonly maxConnections?: number;
}

/** A client that does not shake hands within this time is let go. */
const tlsHandshakeTimeoutMs = 10_000;

/**
 * Lets clients in at one port.
 * @throws the system's error (EADDRINUSE, EACCES) when the port cannot be had
 */
export async function serveAmqp(emulator: Emulator, endpoint: AmqpEndpoint): Promise<AmqpService> {
  const { certificate, host, maxConnections = 5000 } = endpoint;
  const { log } = emulator;
  const sockets = new Set<Socket>();
  const connections = new Map<AcceptedConnection, Promise<void>>();
  const accept = (socket: Socket): void => {
    const gone = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    const connection = acceptConnection(socket, emulator);
    connections.set(connection, gone);
    void gone.then(() => connections.delete(connection));
  };
  const admit = (socket: Socket): void => {
    if (sockets.size >= maxConnections) {
      log(`A client was turned away: ${maxConnections} connections are open.`);
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  const newServer = (): Server =>
    (certificate ? tlsServer(certificate, accept, log) : createServer(accept)).prependListener('connection', admit);
  const listener = await listenOnLoopback({ ...endpoint, newServer, log }, host);
  return {
    port: listener.port,
    addresses: listener.addresses,
    close: async () => {
      const stopped = listener.close();
      for (const connection of connections.keys()) connection.close();
      await Promise.all(connections.values());
      // What is left shakes hands for TLS.
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
}

function tlsServer({ cert, key }: Certificate, accept: (socket: Socket) => void, log: Emulator['log']): Server {
  return createTlsServer({ cert, key, handshakeTimeout: tlsHandshakeTimeoutMs }, accept).on('tlsClientError', (error) =>
    log(tlsFailureHint(error)),
  );
}

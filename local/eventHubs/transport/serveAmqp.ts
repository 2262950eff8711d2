import type { Socket } from 'node:net';
import { type AcceptedConnection, acceptConnection } from './acceptConnection.ts';
import type { Emulator } from './emulator.ts';
import { listenOnLoopback } from './listenOnLoopback.ts';

export interface AmqpService {
  readonly port: number;
  /** Of `127.0.0.1` and `::1`, those that listen. */
  readonly addresses: readonly string[];
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** Lets clients in. @throws the system's error (EADDRINUSE, EACCES) when the port is taken on either address */
export async function serveAmqp(emulator: Emulator, { port }: { readonly port: number }): Promise<AmqpService> {
  const connections = new Map<AcceptedConnection, Promise<void>>();
  const accept = (socket: Socket): void => {
    const gone = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    const connection = acceptConnection(socket, emulator);
    connections.set(connection, gone);
    void gone.then(() => connections.delete(connection));
  };
  const listener = await listenOnLoopback(port, accept, emulator.log);
  return {
    port: listener.port,
    addresses: listener.addresses,
    close: async () => {
      const stopped = listener.close();
      for (const connection of connections.keys()) connection.close();
      await Promise.all([stopped, ...connections.values()]);
    },
  };
}

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire between client and emulator that can lose what the emulator answers. */
export interface LossyProxy {
  readonly port: number;
  /** From now on the connections there are bring no answer, until they are `cut`. */
  loseAnswers(): void;
  cut(): void;
  close(): Promise<void>;
}

export async function startLossyProxy(target: number): Promise<LossyProxy> {
  const sockets = new Set<Socket>();
  const losing = new WeakSet<Socket>();
  const server = createServer((client) => {
    const emulator = connect({ host: '127.0.0.1', port: target });
    client.pipe(emulator);
    emulator.on('data', (bytes) => {
      if (!losing.has(client)) client.write(bytes);
    });
    for (const socket of [client, emulator]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(client);
        client.destroy();
        emulator.destroy();
      });
    }
    sockets.add(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const cut = (): void => {
    for (const socket of [...sockets]) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    loseAnswers: () => {
      for (const socket of sockets) losing.add(socket);
    },
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

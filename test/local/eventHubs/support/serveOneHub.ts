import { randomUUID } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { Hub } from '../../../../local/eventHubs/meaning/hub.ts';
import { Namespace } from '../../../../local/eventHubs/meaning/namespace.ts';
import { wellKnownPolicy } from '../../../../local/eventHubs/options.ts';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import type { PartitionLog } from '../../../../local/eventHubs/storage/partitionLog.ts';
import { acceptConnection, type ConnectionTimeouts } from '../../../../local/eventHubs/transport/acceptConnection.ts';
import { portOf } from '../../../../local/eventHubs/transport/openServer.ts';

export interface OneHub {
  readonly port: number;
  /** The emulator's side of the connections, in their order. */
  readonly sockets: readonly Socket[];
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/** Serves a hub `tweets` of one partition by what accepts connections alone, so that its parts can be chosen. */
export async function serveOneHub(
  parts: { readonly log?: PartitionLog; readonly timeouts?: ConnectionTimeouts } = {},
): Promise<OneHub> {
  const { log = new MemoryPartitionLog(Date.now, 64 * 1024 * 1024), timeouts } = parts;
  const sockets: Socket[] = [];
  const lines: string[] = [];
  const namespace = new Namespace([new Hub({ name: 'tweets', consumerGroups: [], logs: [log], createdAt: 0 })]);
  const emulator = {
    namespace,
    keys: { policies: [wellKnownPolicy], acceptAnyJwt: false },
    maxMessageBytes: 1024 * 1024,
    clock: Date.now,
    newId: randomUUID,
    log: (line: string): void => void lines.push(line),
  };
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    acceptConnection(socket, emulator, timeouts);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server),
    sockets,
    lines,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

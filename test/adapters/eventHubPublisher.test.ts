import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { EventHubPublisher } from '../../src/adapters/eventHubPublisher.ts';

/** Takes connections, and says nothing on them. */
let silent: Server;
const sockets = new Set<Socket>();
beforeEach(async () => {
  silent = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  await once(silent.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
});

it('does not wait long for a hub that says nothing', async () => {
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const connectionString = `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true`;
  const publisher = new EventHubPublisher({ connectionString }, 'tweets', { reachTimeLimitMs: 300 });
  await expect(publisher.reach()).rejects.toMatchObject({
    code: 'hub-unavailable',
    message: 'Event hub tweets cannot be reached (no answer). The next run tries again.',
  });
  await publisher.close();
});

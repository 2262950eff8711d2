import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

export interface SilentProxy {
  readonly port: number;
  /** Requests that came, whether they were passed on or not. */
  readonly seen: readonly string[];
  /** Of the next requests, so many get no answer: `before` it begins, or, of those that GET, `within` its body. */
  swallow(count: number, moment?: 'before' | 'within'): void;
  close(): Promise<void>;
}

/** An HTTP proxy in front of a port of loopback, which leaves requests without an answer when told to. */
export async function silentProxy(target: number): Promise<SilentProxy> {
  const seen: string[] = [];
  let left = 0;
  let moment: 'before' | 'within' = 'before';
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    const counts = moment === 'before' || incoming.method === 'GET';
    if (counts) left -= 1;
    const isSwallowed = counts && left >= 0;
    if (!isSwallowed || moment === 'within') passOn(target, incoming, outgoing, isSwallowed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    port: address.port,
    seen,
    swallow: (count, when = 'before') => {
      left = count;
      moment = when;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function passOn(port: number, incoming: IncomingMessage, outgoing: ServerResponse, isCut: boolean): void {
  const { method, url: path, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    if (isCut) answer.once('data', (chunk: Buffer) => outgoing.write(chunk.subarray(0, 1)));
    else answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}

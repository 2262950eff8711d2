import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { XRequest } from '../answer/answerRequest.ts';
import type { Reply } from '../answer/reply.ts';
import { isFromThisMachine } from './checkHost.ts';
import { deliver } from './deliver.ts';

export interface Served {
  readonly port: number;
  /** Ends all connections at once. Safe to call twice. */
  close(): Promise<void>;
}

const limits = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 10_000, maxHeaderSize: 16_384 };

/** Serves X on loopback. Rejects when the port is taken. */
export async function serve(port: number, answer: (request: XRequest) => Reply): Promise<Served> {
  const server = createServer(limits, (request, response) => respond(request, response, answer));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function respond(request: IncomingMessage, response: ServerResponse, answer: (request: XRequest) => Reply): void {
  response.on('error', () => undefined);
  request.resume();
  if (!isFromThisMachine(request)) {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('Only for programs on this machine.\n');
    return;
  }
  deliver(answer(readRequest(request)), response);
}

function readRequest({ method = '', url = '', headers }: IncomingMessage): XRequest {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  return { method, path: pathname, parameters: new Map(searchParams), authorization: headers.authorization };
}

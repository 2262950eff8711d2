import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/**
 * What happens to a request: it passes; it is refused with 503, or by a proxy with a page of 400 or 413; the connection breaks before it arrives; it arrives and
 * the answer is lost, emptied or cut; nothing ever comes back.
 */
export type Fault =
  | 'pass'
  | 'unavailable'
  | 'page of 400'
  | 'page of 413'
  | 'reset'
  | 'answer lost'
  | 'answer empty'
  | 'answer cut'
  | 'silence';

export interface FaultyProxy {
  readonly port: number;
  /** For the next requests, in order; those after them pass. */
  faults: Fault[];
  /** For all other requests, as long as it is set: storage is away. */
  outage: Fault | undefined;
  /** How many requests came in. */
  readonly seen: number;
  /** Called when a request has come in whole, before anything happens to it. */
  onRequest: () => void;
  close(): Promise<void>;
}

/** A proxy on loopback in front of a service on loopback, for the faults that an emulator never has. */
export async function faultyProxy(targetPort: number): Promise<FaultyProxy> {
  const proxy: Pick<FaultyProxy, 'faults' | 'outage' | 'onRequest'> & { seen: number } = {
    faults: [],
    outage: undefined,
    seen: 0,
    onRequest: () => undefined,
  };
  const faultFor = () => {
    proxy.seen += 1;
    proxy.onRequest();
    return proxy.faults.shift() ?? proxy.outage ?? 'pass';
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, faultFor, targetPort).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return Object.assign(proxy, { port: address.port, close });
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, faultFor: () => Fault, targetPort: number) {
  const body = await buffer(incoming);
  const fault = faultFor();
  if (fault === 'silence') return;
  if (fault === 'reset') return void outgoing.destroy();
  if (fault === 'unavailable') return void outgoing.writeHead(503).end();
  if (fault === 'page of 400') return void refuse(outgoing, 400);
  if (fault === 'page of 413') return void refuse(outgoing, 413);
  const { status, headers, content } = await forward(incoming, body, targetPort);
  if (fault === 'answer lost') return void outgoing.destroy();
  if (fault === 'answer empty') return void outgoing.writeHead(status).end();
  if (fault === 'pass') return void outgoing.writeHead(status, headers).end(content);
  outgoing.writeHead(status, { ...headers, 'content-length': String(content.length) });
  outgoing.write(content.subarray(0, content.length / 2), () => outgoing.destroy());
}

function refuse(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status, { 'content-type': 'text/html' }).end(`<html><h1>${status}</h1></html>`);
}

function forward({ method, url, headers }: IncomingMessage, body: Buffer, port: number) {
  return new Promise<{ status: number; headers: IncomingMessage['headers']; content: Buffer }>((resolve, reject) => {
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answered) => {
      const { 'transfer-encoding': _encoding, ...answerHeaders } = answered.headers;
      buffer(answered).then(
        (content) => resolve({ status: answered.statusCode ?? 500, headers: answerHeaders, content }),
        reject,
      );
    });
    onward.on('error', reject).end(body);
  });
}

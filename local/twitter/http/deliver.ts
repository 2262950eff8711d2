import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Delivery, Reply, TransportFault } from '../answer/reply.ts';

/** Sends an answer, or as much of it as its fault lets through. */
export function deliver(reply: Reply, response: ServerResponse): void {
  const { fault } = reply.delivery;
  const body = encoded(reply.body, reply.delivery);
  if (fault === undefined) response.writeHead(reply.status, headersOf(reply, body.length)).end(body);
  else faults[fault](reply, body, response);
}

const encoders = { gzip: gzipSync, br: brotliCompressSync };

function encoded(text: string, { encoding }: Delivery): Buffer {
  return encoding === undefined ? Buffer.from(text) : encoders[encoding](text);
}

/** Without a length the body goes out in chunks, and its end is a chunk of its own. */
function headersOf({ contentType, headers, delivery, status }: Reply, length: number | undefined) {
  return {
    'content-type': contentType,
    ...headers,
    ...(length !== undefined && { 'content-length': length }),
    ...(delivery.encoding && { 'content-encoding': delivery.encoding }),
    ...(status === 302 && { location: 'https://x.com/login' }),
  };
}

const dripEveryMs = 10;

const faults: Readonly<Record<TransportFault, (reply: Reply, body: Buffer, response: ServerResponse) => void>> = {
  hang: () => undefined,
  'silence-after-headers': (reply, body, response) => {
    response.writeHead(reply.status, headersOf(reply, body.length));
    response.flushHeaders();
  },
  drip: (reply, body, response) => {
    response.writeHead(reply.status, headersOf(reply, undefined));
    let sent = 0;
    // Spaces before JSON mean nothing, so the body never comes to its end.
    const drip = () => response.write(reply.delivery.encoding ? body.subarray(sent, ++sent) : ' ');
    const drops = setInterval(drip, dripEveryMs);
    response.on('close', () => clearInterval(drops));
  },
  close: (_reply, _body, response) => response.socket?.destroy(),
  reset: (_reply, _body, response) => response.socket?.resetAndDestroy(),
  'close-in-body': (reply, body, response) => sendHalf(reply, body, response, () => response.socket?.destroy()),
  'reset-in-body': (reply, body, response) => sendHalf(reply, body, response, () => response.socket?.resetAndDestroy()),
  'half-body': (reply, body, response) => {
    response.writeHead(reply.status, headersOf(reply, undefined)).end(body.subarray(0, body.length / 2));
  },
  'corrupt-body': (reply, body, response) => {
    const corrupt = Buffer.concat([body.subarray(0, 12), Buffer.from('\n\0not what it seems'), body.subarray(12)]);
    response.writeHead(reply.status, headersOf(reply, corrupt.length)).end(corrupt);
  },
};

function sendHalf(reply: Reply, body: Buffer, response: ServerResponse, end: () => void): void {
  response.writeHead(reply.status, headersOf(reply, body.length));
  response.write(body.subarray(0, body.length / 2), end);
}

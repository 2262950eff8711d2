import type { ServerResponse } from 'node:http';
import type { ProxiedAnswer } from './exchange.ts';
import { endToEnd } from './forward.ts';
import type { MadeAnswer } from './treatment.ts';

/** Gives the client the answer as the service gave it. `passedOn` is called once all of it has left. */
export function handBack(
  outgoing: ServerResponse,
  { status, headers, body }: ProxiedAnswer,
  passedOn: () => void,
): void {
  // Where the service wrote in pieces its answer has no length yet; an answer to HEAD has the length of what is not sent.
  const length = headers['transfer-encoding'] === undefined ? {} : { 'content-length': String(body.length) };
  outgoing.once('finish', passedOn);
  outgoing.writeHead(status, { ...endToEnd(headers), ...length }).end(body);
}

/** Gives the client the first half of the answer, and ends the connection; of an answer without a body half a line. */
export function handBackHalf(outgoing: ServerResponse, { status, headers, body }: ProxiedAnswer): void {
  const end = () => outgoing.destroy();
  if (body.length === 0) return void outgoing.socket?.write('HTTP/1.1 2', end);
  outgoing.writeHead(status, { ...endToEnd(headers), 'content-length': String(body.length) });
  outgoing.write(body.subarray(0, body.length / 2), end);
}

/** Gives the client an answer that the service never gave. */
export function handOut(outgoing: ServerResponse, { status, headers, body }: MadeAnswer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}

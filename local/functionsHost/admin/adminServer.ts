import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../isRecord.ts';
import { checkRequest } from './checkRequest.ts';
import { readBody } from './readBody.ts';

export interface AdminOptions {
  /** 0 = any free port. */
  readonly port: number;
  readonly status: () => Readonly<Record<string, unknown>>;
  /** Starts a function once with this text; undefined when there is none of that name, a text when it cannot be started. */
  readonly start: (functionName: string, input: string) => 'started' | 'unknown' | { readonly refused: string };
}

export interface AdminServer {
  readonly port: number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body?: Readonly<Record<string, unknown>>;
}

/**
 * The host's admin interface, on 127.0.0.1. Rejects with the system's error (EADDRINUSE, EACCES) when the port cannot be had.
 * https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http
 */
export async function startAdminServer(options: AdminOptions): Promise<AdminServer> {
  const server = createServer((request, response) => {
    answer(request, options).then(
      (found) => send(response, found),
      () => send(response, { status: 500, body: { error: 'The request could not be read.' } }),
    );
  });
  server.requestTimeout = 30_000;
  const port = await listen(server, options.port);
  return { port, close: () => close(server) };
}

async function answer(request: IncomingMessage, options: AdminOptions): Promise<Answer> {
  const refusal = checkRequest(request);
  if (refusal) return { status: refusal.status, body: { error: refusal.reason } };
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (request.method === 'GET' && path === '/admin/host/status') return { status: 200, body: options.status() };
  if (path === '/admin/host/ping') return { status: 200 };
  const name = /^\/admin\/functions\/([^/]+)$/.exec(path)?.[1];
  if (request.method === 'POST' && name !== undefined) return startFunction(decode(name), request, options);
  return { status: 404, body: { error: `There is nothing at ${path}.` } };
}

async function startFunction(name: string, request: IncomingMessage, { start }: AdminOptions): Promise<Answer> {
  const body = await readBody(request);
  if (body === undefined) return { status: 413, body: { error: 'The body is longer than a megabyte.' } };
  const input = parseInput(body);
  if (input === undefined) return { status: 400, body: { error: 'The body must be JSON such as {"input":""}.' } };
  const outcome = start(name, input);
  if (outcome === 'started') return { status: 202 };
  if (outcome === 'unknown') return { status: 404, body: { error: `There is no function ${name}.` } };
  return { status: 501, body: { error: outcome.refused } };
}

/** `{"input":"text"}`; another value than a text is handed on as its JSON, a missing one as empty text. */
function parseInput(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (!isRecord(parsed)) return undefined;
    const { input = '' } = parsed;
    return typeof input === 'string' ? input : JSON.stringify(input);
  } catch {
    return undefined;
  }
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (body === undefined) response.writeHead(status).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address: string | AddressInfo | null = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

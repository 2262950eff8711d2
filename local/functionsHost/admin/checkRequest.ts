import type { IncomingMessage } from 'node:http';

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/** Why a request must not be answered: status and reason; undefined for one that may. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/**
 * Keeps web pages out: a page that names the loopback address by a name of its own shows it in Host, one that calls
 * across sites shows it in Origin. A POST must say application/json, which no form can.
 */
export function checkRequest({ method, headers }: IncomingMessage): Refusal | undefined {
  if (!isLoopback(headers.host)) return { status: 403, reason: 'Host must be localhost, 127.0.0.1 or [::1].' };
  const { origin } = headers;
  if (origin !== undefined && !isLoopback(originHost(origin))) {
    return { status: 403, reason: 'Requests from web pages are refused.' };
  }
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (method === 'POST' && type !== 'application/json') {
    return { status: 415, reason: 'Content-Type must be application/json.' };
  }
  return undefined;
}

function isLoopback(host: string | undefined): boolean {
  return host !== undefined && loopbackHosts.includes(host.toLowerCase().replace(/:\d+$/, ''));
}

function originHost(origin: string): string | undefined {
  return /^http:\/\/([^/]+)$/.exec(origin)?.[1];
}

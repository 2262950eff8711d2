import type { IncomingMessage } from 'node:http';

const names = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Keeps web pages out: one that gives this address a name of its own shows that name in Host, one that calls across
 * sites shows itself in Origin. X's clients send no Origin.
 */
export function isFromThisMachine({ headers }: IncomingMessage): boolean {
  const host = headers.host?.toLowerCase().replace(/:\d+$/, '');
  return host !== undefined && names.includes(host) && headers.origin === undefined;
}

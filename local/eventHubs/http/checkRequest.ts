import type { IncomingMessage } from 'node:http';

/** Where the server can be reached. */
export interface OwnAddress {
  readonly port: number;
  /** The address it listens on in place of loopback. */
  readonly host: string | undefined;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];
const everyAddress: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const ownFetchSites: ReadonlySet<string | undefined> = new Set([undefined, 'same-origin', 'none']);

/**
 * Keeps web pages of others out; says why, or undefined for a request that may be answered. A page that gives the
 * emulator's address a name of its own (DNS rebinding) shows that name in Host. One that calls across origins shows
 * itself in Origin or in Sec-Fetch-Site, https://www.w3.org/TR/fetch-metadata/.
 */
export function checkRequest(request: IncomingMessage, own: OwnAddress): string | undefined {
  const [host = '', ...others] = (request.headersDistinct.host ?? []).map((name) => name.toLowerCase());
  const known = ownHosts(own, request.socket.localAddress);
  if (others.length > 0 || !known.includes(host)) return `The Host header must be one of ${known.join(', ')}.`;
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) return 'Requests from pages of another origin are refused.';
  if (!ownFetchSites.has(site?.toString())) return 'Requests from other sites are refused. Open the address by itself.';
  return undefined;
}

function ownHosts({ port, host }: OwnAddress, localAddress: string | undefined): readonly string[] {
  const names = [...loopbackNames];
  if (host !== undefined && !everyAddress.has(host)) names.push(inUrl(host.toLowerCase()));
  // Whoever listens on every address has no name of its own; an address in figures cannot be rebound.
  else if (host !== undefined && localAddress) names.push(inUrl(localAddress.replace(/^::ffff:(?=\d+\.)/, '')));
  const unique = [...new Set(names)];
  return unique.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

import { pathOf } from './address.ts';

/** What a token is signed for, or what a client claims with it: a namespace, a hub, or something below a hub. */
export interface Resource {
  /** Lower-cased, without port. All names of this machine are one. */
  readonly host: string;
  /** Lower-cased, without slashes around it; empty for the whole namespace. */
  readonly path: string;
}

const form = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(\[[^\]/]*\]|[^:/?#]+)(?::\d*)?(\/.*)?$/is;
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]']);

/** Reads a URI of any scheme, or of none, as signers write it; undefined when it names no host. */
export function parseResource(uri: string): Resource | undefined {
  const [, host, path = ''] = form.exec(uri) ?? [];
  if (host === undefined) return undefined;
  return { host: loopback.has(host) ? 'localhost' : host.toLowerCase(), path: pathOf(path).toLowerCase() };
}

/** A resource, or a path of which no host is known: any will do. */
export type Claimed = Resource | { readonly host?: undefined; readonly path: string };

/** True when what is signed for `signed` holds for `claimed`: the same, or something below. */
export function covers(signed: Resource, { host = signed.host, path }: Claimed): boolean {
  return signed.host === host && (signed.path === '' || path === signed.path || path.startsWith(`${signed.path}/`));
}

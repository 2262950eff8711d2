/** What a link's address, or a token's audience, names. */
export type Address =
  | { readonly node: 'cbs' }
  | { readonly node: 'management' }
  | { readonly node: 'hub'; readonly hub: string; readonly partition: string | undefined }
  | { readonly node: 'reader'; readonly hub: string; readonly group: string; readonly partition: string }
  | { readonly node: 'unknown'; readonly path: string };

/** The names in a reader's address, the longest there is, have at most 256 + 50 characters in the service. */
export const longestAddress = 1024;

/**
 * Reads an address as clients write it: a path (JS), a path with a leading slash (.NET) or a full URI (Python);
 * `$management` alone or below a hub (Go). Words of the path are compared without case.
 */
export function parseAddress(address: string): Address {
  const path = pathOf(address);
  const [hub = '', ...below] = path.split('/');
  const [first = '', second = '', third = '', fourth = ''] = below;
  const words = [first.toLowerCase(), third.toLowerCase()].join('/');
  if (below.length === 0 && hub.toLowerCase() === '$cbs') return { node: 'cbs' };
  if (below.length === 0 && hub.toLowerCase() === '$management') return { node: 'management' };
  if (hub === '') return { node: 'unknown', path };
  if (below.length === 0) return { node: 'hub', hub, partition: undefined };
  if (below.length === 1 && words === '$management/') return { node: 'management' };
  if (below.length === 2 && words === 'partitions/') return { node: 'hub', hub, partition: second };
  if (below.length === 4 && words === 'consumergroups/partitions') {
    return { node: 'reader', hub, group: second, partition: fourth };
  }
  return { node: 'unknown', path };
}

/** The path without scheme, host and slashes around it, percent-decoded where that is possible. */
export function pathOf(address: string): string {
  const path = withoutSlashesAround(address.replace(/^[a-z]+:\/\/[^/]*/i, ''));
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** By position: a pattern takes time by the square of a run of slashes that does not end the text. */
function withoutSlashesAround(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === '/') start += 1;
  while (end > start && text[end - 1] === '/') end -= 1;
  return text.slice(start, end);
}

import { isIPv4 } from 'node:net';

const groups = 8;

/** The 4 or 16 bytes of a valid IP address; a zone such as `%eth0` is none of them. */
export function ipBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  // In a URL an address is written the one way, an IPv4 ending as two groups too (WHATWG URL, "IPv6 serializer").
  const canonical = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1);
  const [before = [], after = []] = canonical
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: groups - before.length - after.length }, () => '0');
  const bytes = Buffer.alloc(2 * groups);
  for (const [index, group] of [...before, ...zeros, ...after].entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * index);
  return bytes;
}

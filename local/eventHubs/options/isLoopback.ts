import { BlockList, isIPv6 } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine reaches the address, in whatever way it is written: `0:0:0:0:0:0:0:1` is `::1`. */
export function isLoopback(address: string): boolean {
  const [figures = ''] = address.split('%');
  return loopback.check(figures, isIPv6(figures) ? 'ipv6' : 'ipv4');
}

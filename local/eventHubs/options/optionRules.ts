import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import type { EventHubsOptions } from '../options.ts';
import { callback, flag, list, matching, numberWithin, type Rule, wholeNumber } from './rules.ts';

const port = wholeNumber(0, 65_535);
const path = matching(/./, 'a path');
const mib = 1024 * 1024;

/** What each option must be by itself; hubs and policies are checked one by one besides. */
export const optionRules: Readonly<Record<keyof EventHubsOptions, Rule>> = {
  port,
  httpPort: port,
  tlsPort: port,
  cert: path,
  key: path,
  host: { must: 'an IP address of this machine, such as 0.0.0.0', accepts: (value) => isIP(String(value)) !== 0 },
  data: {
    must: 'a folder, or a path where one can be made',
    accepts: (value) => path.accepts(value) && !isFile(value),
  },
  config: path,
  hub: list,
  policy: list,
  acceptAnyJwt: flag,
  // Up to 20 MiB is what a self-serve dedicated cluster can be set to.
  maxMessageSize: wholeNumber(1024, 20 * mib),
  // 90 days, the most that any tier offers. The least is for tests: 36 milliseconds.
  retentionHours: numberWithin(0.000_01, 90 * 24),
  // From 64 KiB, a few segments, to 1 TiB.
  retentionMib: numberWithin(0.0625, mib),
  sync: flag,
  clock: callback,
  log: callback,
};

/** What the system does not let us look at is told when it is opened. */
function isFile(path: unknown): boolean {
  try {
    return !statSync(String(path)).isDirectory();
  } catch {
    return false;
  }
}

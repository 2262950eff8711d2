import { createHash } from 'node:crypto';

/** What tells the body of one letter from that of any other: SHA-256, in hex. */
export function bodyDigest(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

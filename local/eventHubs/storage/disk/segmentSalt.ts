import { crc32 } from './crc32.ts';
import type { HubIdentity } from './segmentHead.ts';
import type { SegmentStart } from './segmentName.ts';

/** What frames of one segment have in common, and those of another have not, so that none is taken for another's. */
export function segmentSalt(hub: HubIdentity, partition: number, { sequenceNumber, offset }: SegmentStart): number {
  return crc32(Buffer.from(`${hub.id}/${partition}/${sequenceNumber}/${offset}`));
}

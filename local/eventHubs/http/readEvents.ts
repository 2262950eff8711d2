import type { PartitionLog, StoredEvent } from '../storage/partitionLog.ts';

/** What one answer reads of a log at most, so that looking at events does not hold up those who move them. */
const bytesPerRead = 512 * 1024;

/** Up to `count` events from `start` on, fewer where they are large. */
export function readFrom(log: PartitionLog, start: number, count: number): Promise<readonly StoredEvent[]> {
  return log.read(start, { events: count, bytes: bytesPerRead });
}

/** Up to `count` events right before `end`, fewer where they are large. */
export async function readBefore(log: PartitionLog, end: number, count: number): Promise<readonly StoredEvent[]> {
  let wanted = count;
  for (;;) {
    const start = Math.max(end - wanted, log.beginSequenceNumber);
    if (start >= end) return [];
    const events = await log.read(start, { events: end - start, bytes: bytesPerRead });
    const last = events.at(-1)?.position.sequenceNumber ?? end;
    // Large events: those next to `end` come first, so a shorter run is tried until it gets there.
    if (last >= end - 1 || wanted === 1) return events.filter(({ position }) => position.sequenceNumber < end);
    wanted = Math.max(1, Math.floor((end - start) / 2));
  }
}

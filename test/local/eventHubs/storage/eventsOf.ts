import type { PartitionLog } from '../../../../local/eventHubs/storage/partitionLog.ts';

export const everything = { events: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };

export interface ReadBack {
  readonly sequenceNumber: number;
  readonly body: string;
}

/** What a reader gets that begins there and goes on until nothing comes, and the error that ended it, if any. */
export async function eventsOf(
  log: PartitionLog,
  from = 0,
): Promise<{ readonly events: readonly ReadBack[]; readonly error: unknown }> {
  const events: ReadBack[] = [];
  try {
    for (let next = from; ; ) {
      const found = await log.read(next, { events: 100, bytes: 100_000 });
      if (found.length === 0) return { events, error: undefined };
      for (const { position, sections } of found) {
        events.push({ sequenceNumber: position.sequenceNumber, body: sections.rest.subarray(8).toString('latin1') });
        next = position.sequenceNumber + 1;
      }
    }
  } catch (error) {
    return { events, error };
  }
}

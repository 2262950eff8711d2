import type { PartitionLog } from '../storage/partitionLog.ts';

export interface StoreHealth {
  /** The same log, seen through. */
  watch(log: PartitionLog): PartitionLog;
  isHealthy(): boolean;
}

/**
 * Who waits for health may send nothing before it is back, so a failure that is not repeated counts no longer than this.
 */
const failureCountsMs = 30_000;

/** Knows by how appends end whether events can be kept: the last one of any log must not have failed just now. */
export function storeHealth(clock: () => number): StoreHealth {
  let failedAt = Number.NEGATIVE_INFINITY;
  const watched = async (appending: Promise<void>): Promise<void> => {
    try {
      await appending;
      failedAt = Number.NEGATIVE_INFINITY;
    } catch (error) {
      failedAt = clock();
      throw error;
    }
  };
  return {
    watch: (log) => seenThrough(log, (events, producer) => watched(log.append(events, producer))),
    isHealthy: () => clock() - failedAt >= failureCountsMs,
  };
}

function seenThrough(log: PartitionLog, append: PartitionLog['append']): PartitionLog {
  return {
    get beginSequenceNumber() {
      return log.beginSequenceNumber;
    },
    get beginEnqueuedTime() {
      return log.beginEnqueuedTime;
    },
    get last() {
      return log.last;
    },
    get storedBytes() {
      return log.storedBytes;
    },
    append,
    producer: (id) => log.producer(id),
    read: (sequenceNumber, limits) => log.read(sequenceNumber, limits),
    findOffset: (offset) => log.findOffset(offset),
    findEnqueuedTime: (enqueuedTime) => log.findEnqueuedTime(enqueuedTime),
    onAppend: (listener) => log.onAppend(listener),
  };
}

import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import { partitionLogContract } from './partitionLogContract.ts';

partitionLogContract('a partition in memory', async ({ clock, retention }) => {
  const log = new MemoryPartitionLog(clock, retention.bytes, retention.milliseconds);
  return { log, applyRetention: async () => log.applyRetention(), close: async () => undefined };
});

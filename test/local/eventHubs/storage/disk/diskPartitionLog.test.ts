import { aStoreFolder, firstLog } from '../aDiskStore.ts';
import { partitionLogContract } from '../partitionLogContract.ts';

for (const [what, cacheBytes] of [
  ['a partition on disk', 64 * 1024 * 1024],
  ['a partition on disk, nothing of which stays in memory', 0],
] as const) {
  partitionLogContract(what, async (choices) => {
    const folder = aStoreFolder();
    const store = await folder.open({ ...choices, cacheBytes });
    return { log: firstLog(store), applyRetention: () => store.applyRetention(), close: () => folder.remove() };
  });
}

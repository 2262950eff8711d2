import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { tableTweetStore } from '../../src/adapters/tableTweetStore.ts';
import { storeTweets } from '../../src/pipeline/storeTweets.ts';
import { unending } from '../../src/pipeline/storing/runEnd.ts';
import { StoredPositions } from '../../src/pipeline/telemetry/storedPositions.ts';
import { benchEvents, take } from './benchEvents.ts';
import type { BenchTables } from './benchTables.ts';
import type { MemoryFigures } from './figures.ts';

/** Azurite keeps all rows in memory: a new table takes the place of the last before the machine is full. */
const batchesPerTable = 100;
const eventsPerBatch = 1_000;

/** Stores so many events as `storeTweets` does, and compares the memory of this process after a fifth with that at the end. */
export async function measureMemory(
  events: number,
  { withTable }: BenchTables,
  progress: (line: string) => void,
): Promise<MemoryFigures> {
  const source = benchEvents();
  const batches = Math.ceil(events / eventsPerBatch);
  const fifth = Math.ceil(batches / 5);
  let afterFirstFifthMiB = 0;
  for (let done = 0; done < batches; ) {
    await withTable(async (table) => {
      const tweets = tableTweetStore(table);
      for (const end = Math.min(done + batchesPerTable, batches); done < end; done += 1) {
        const batch = {
          hub: 'tweets',
          consumerGroup: 'store',
          partition: '0',
          attempt: 1,
          events: take(eventsPerBatch, source),
        };
        await storeTweets(batch, { ...others, tweets });
        if (done + 1 === fifth) afterFirstFifthMiB = residentMiB();
      }
    });
    progress(`memory: ${(done * eventsPerBatch).toLocaleString('en-GB')} events stored.`);
  }
  const atEndMiB = residentMiB();
  const ratio = Math.round((atEndMiB / afterFirstFifthMiB) * 1000) / 1000;
  return { events: batches * eventsPerBatch, afterFirstFifthMiB, atEndMiB, ratio };
}

const noLog = { log: () => undefined, error: () => undefined };
const noLetters = {
  write: () => Promise.reject(new Error('The benchmark made an event that is no tweet.')),
  remove: () => Promise.resolve(),
  bodyDigests: () => Promise.resolve(new Map<string, string>()),
  properties: () => Promise.resolve(new Map<string, never>()),
};
const positions = new StoredPositions();
const others = { deadLetters: noLetters, positions, now: () => new Date(), log: noLog, end: unending };

function residentMiB(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return Math.round(process.memoryUsage().rss / 1024 / 1024);
}

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkpointContainer } from '../../local/functionsHost/eventHubs/blobNames.ts';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import resources from '../../resources.json';
import { containerClient, tableClient } from '../../src/adapters/storageClients.ts';
import { tableTweetReader } from '../../src/adapters/tableTweetReader.ts';
import { testSource } from '../../src/pipeline/testTweets/testSource.ts';
import { tweetEvent } from '../../src/pipeline/tweetEvent.ts';
import { tweetIdTime } from '../../src/pipeline/tweetId.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { SimulatedHub } from './week/simulatedHub.ts';
import { simulatedStart } from './week/simulatedStart.ts';
import { type StorageState, storageState } from './week/storageState.ts';

const minuteMs = 60_000;
const isLong = process.env.TRIBUTARY_TEST_LONG === '1';
/** The settings of local.settings.json.example; a short run has minutes, and keeps less. */
const { minutes, roundMinutes, maxRows } = isLong
  ? { minutes: 7 * 24 * 60, roundMinutes: 15, maxRows: 50_000 }
  : { minutes: 14, roundMinutes: 1, maxRows: 1_000 };
const [tweetsPerRun, runsPerMinute, retentionHours] = [20, 12, 6];
/** Those of the hours that are kept, and of the one that is not over. */
const mostLetters = ((retentionHours + 1) * 60) / roundMinutes;
const looks = 14;

/**
 * `npm start` publishes 20 tweets every 5 s: 2,419,200 in a week, of which 50,000 are kept. The trial writes and deletes as
 * many rows, as fast as it goes, in rounds of a quarter of an hour: its tweets as one batch of each partition, then
 * `limitTweets` and `forgetTweets`, with an event that can only be a dead letter in each. So there are more rows at a time than in life (3,600 above the limit, not 240), but
 * 180 times fewer requests, a fifteenth of the runs of `limitTweets`, and the ownership of the host is left out. Azurite
 * keeps its data on disk, as it does under `npm start`.
 */
describe('a week of npm start', () => {
  const folder = temporaryFolder();
  const location = join(folder.path, 'azurite');
  let storage: RunningStorage;

  beforeAll(async () => {
    storage = await startStorage({ location });
    await createResources(storage.connectionString, {
      tables: Object.values(resources.tables),
      containers: [...Object.values(resources.containers), checkpointContainer],
    });
  });
  afterAll(async () => {
    await storage?.close();
    folder.remove();
  }, minuteMs);

  it(
    'keeps the rows, the files and the memory of storage within bounds, and storage alive',
    async () => {
      const states: StorageState[] = [];
      for await (const state of weekOfStart()) {
        states.push(state);
        process.stderr.write(`${states.length} of ${looks}: ${JSON.stringify(state)}\n`);
        expect(state.rows).toBeLessThanOrEqual(maxRows);
        expect(state.letters).toBeLessThanOrEqual(mostLetters);
      }
      const [first, last] = [states.slice(0, 3), states.slice(-3)];
      expect(states.at(-1)?.rows).toBeGreaterThan(maxRows * 0.9);
      expect(states.at(-1)?.letters).toBeGreaterThan(0);
      expect(most(last, 'filesMib')).toBeLessThan(2 * most(first, 'filesMib') + 100);
      expect(most(last, 'memoryMib')).toBeLessThan(2 * most(first, 'memoryMib') + 100);
      expect(storage.process.hasEnded()).toBe(false);
    },
    5 * 60 * minuteMs,
  );

  /** The state of storage, `looks` times. */
  async function* weekOfStart(): AsyncGenerator<StorageState> {
    let now = Date.UTC(2026, 10, 16, 9);
    const hub = new SimulatedHub(() => now);
    const source = testSource({ tweetsPerRun, seed: 7, now: () => now });
    const start = simulatedStart({
      connectionString: storage.connectionString,
      maxRows,
      retentionHours,
      hub,
      now: () => now,
    });
    const table = tableClient(storage, resources.tables.tweets);
    const container = containerClient(storage, resources.containers.deadLetters);
    for (let minute = roundMinutes; minute <= minutes; minute += roundMinutes) {
      for (let run = 0; run < roundMinutes * runsPerMinute; run += 1) {
        for await (const { items, taken } of source.steps({ log: silent, reachHub: async () => undefined })) {
          hub.take(items.map((item) => tweetEvent(item, source.name, traceParent)));
          await taken();
        }
        now += minuteMs / runsPerMinute;
      }
      hub.take([unreadable]);
      await start.store();
      await start.limit();
      await start.forget();
      if (minute % (minutes / looks) === 0) {
        const [newest] = await tableTweetReader(table).newest(1, now);
        expect(now - tweetIdTime(String(newest?.id))).toBeLessThan(minuteMs);
        yield await storageState(storage, location, { table, container });
      }
    }
  }
});

const traceParent = `00-${'1'.repeat(32)}-${'1'.repeat(16)}-00`;
const unreadable = { body: Buffer.from('{'), contentType: 'application/json', partitionKey: '1', properties: {} };
const silent = { log: () => undefined, error: () => undefined };

function most(states: readonly StorageState[], what: keyof StorageState): number {
  return Math.max(...states.map((state) => state[what]));
}

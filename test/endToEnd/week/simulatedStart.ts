import { checkpointContainer } from '../../../local/functionsHost/eventHubs/blobNames.ts';
import { Checkpoints } from '../../../local/functionsHost/eventHubs/checkpoints.ts';
import resources from '../../../resources.json';
import { blobDeadLetterArchive } from '../../../src/adapters/blobDeadLetterArchive.ts';
import { blobDeadLetterStore } from '../../../src/adapters/blobDeadLetterStore.ts';
import { containerClient, tableClient } from '../../../src/adapters/storageClients.ts';
import { tableTweetEraser } from '../../../src/adapters/tableTweetEraser.ts';
import { tableTweetStore } from '../../../src/adapters/tableTweetStore.ts';
import { BoundedRuns } from '../../../src/composition/boundedRuns.ts';
import type { HubEvent } from '../../../src/pipeline/eventBatch.ts';
import { forgetTweets } from '../../../src/pipeline/forgetTweets.ts';
import { countedBy } from '../../../src/pipeline/forgetting/countedBy.ts';
import { RowCensus } from '../../../src/pipeline/forgetting/rowCensus.ts';
import { waitingForRoom } from '../../../src/pipeline/forgetting/waitingForRoom.ts';
import { limitTweets } from '../../../src/pipeline/limitTweets.ts';
import { storeTweets } from '../../../src/pipeline/storeTweets.ts';
import { StoredPositions } from '../../../src/pipeline/telemetry/storedPositions.ts';
import type { SimulatedHub } from './simulatedHub.ts';

export interface SimulatedStartOptions {
  readonly connectionString: string;
  readonly maxRows: number;
  readonly retentionHours: number;
  readonly hub: SimulatedHub;
  /** ms since 1970, by the clock of the simulation. */
  readonly now: () => number;
}

const silent = { log: () => undefined, error: () => undefined };

/** The functions of `npm start` on their own schedules, by a clock that somebody else moves. */
export function simulatedStart({ connectionString, maxRows, retentionHours, hub, now }: SimulatedStartOptions) {
  const storage = { connectionString };
  const table = tableClient(storage, resources.tables.tweets, { maxRetries: 0 });
  const letters = containerClient(storage, resources.containers.deadLetters);
  const census = new RowCensus();
  const common = { now: () => new Date(now()), log: silent };
  const runs = new BoundedRuns({ timeLimitMs: 240_000, graceMs: 4_000 });
  const storing = {
    ...common,
    tweets: waitingForRoom({ census, maxRows, now: common.now }, countedBy(census, tableTweetStore(table))),
    deadLetters: blobDeadLetterStore(letters),
    positions: new StoredPositions(),
  };
  const forgetting = {
    ...common,
    tweets: tableTweetEraser(table),
    deadLetters: blobDeadLetterArchive(letters),
    census,
  };
  const place = { namespace: 'localhost', eventHubName: hub.name, consumerGroup: 'store' };
  const checkpoints = new Checkpoints(containerClient(storage, checkpointContainer), place, 'week');

  const store = async (partition: string, events: readonly HubEvent[]): Promise<void> => {
    const batch = { hub: hub.name, consumerGroup: 'store', partition, attempt: 1, events };
    await runs.run((end) => storeTweets(batch, { ...storing, end }));
    const last = events.at(-1);
    if (last !== undefined) await checkpoints.write(partition, last);
  };
  return {
    /** What was published since the last time, as one batch of each partition. */
    store: async () => {
      await Promise.all([...hub.taken()].map(([partition, events]) => store(partition, events)));
    },
    limit: () => runs.run((end) => limitTweets({ ...forgetting, maxRows, end })),
    forget: () => runs.run((end) => forgetTweets({ ...forgetting, retentionHours, end })),
  };
}

import { join } from 'node:path';
import { startProcess } from '../../local/processes/startProcess.ts';
import { createResources } from '../../local/storage/createResources.ts';
import { startStorage } from '../../local/storage/startStorage.ts';
import resources from '../../resources.json';
import type { HostValues } from './figures.ts';

/** One run of the whole host. */
export interface HostRun {
  readonly appFolder: string;
  readonly eventHubConnection: string;
  /** In the hub, all before the run starts. */
  readonly events: number;
  readonly values: HostValues;
}

export interface Drained {
  /** All but the first batch, which starts the clock. */
  readonly tweets: number;
  readonly seconds: number;
  readonly batches: number;
}

/** Without a batch for this long the run has failed. */
const silenceMs = 60_000;
const others = ['publishTweets', 'forgetTweets', 'limitTweets'];

/** Has a host, with storage of its own, store all events of the hub. */
export async function hostRun({ appFolder, eventHubConnection, events, values }: HostRun): Promise<Drained> {
  const storage = await startStorage({});
  const { tables, containers } = resources;
  await createResources(storage.connectionString, {
    tables: Object.values(tables),
    containers: Object.values(containers),
  });
  const counting = countStored(events);
  const host = startProcess({
    name: 'host',
    nodeArguments: [join(appFolder, 'dist/local/functionsHost/main.js'), '--app', appFolder, '--port', '0'],
    environment: { ...process.env, ...settings(storage.connectionString, eventHubConnection, values) },
    folder: appFolder,
    onLine: counting.read,
  });
  try {
    const ended = host.ended.then((how) => Promise.reject(new Error(how)));
    return await Promise.race([counting.drained, ended]);
  } finally {
    counting.close();
    await host.stop(5_000);
    await storage.close();
  }
}

function settings(storage: string, hub: string, { batchSize, prefetch, checkpointFrequency }: HostValues) {
  const eventHubs = 'AzureFunctionsJobHost__extensions__eventHubs__';
  return {
    FUNCTIONS_WORKER_RUNTIME: 'node',
    AzureWebJobsStorage: storage,
    TweetStorage: storage,
    EventHubConnection: hub,
    EVENT_HUB_NAME: resources.eventHub.name,
    TWEET_SOURCE: 'test',
    PUBLISH_SCHEDULE: '0 0 0 29 2 *',
    ...Object.fromEntries(others.map((name) => [`AzureWebJobs.${name}.Disabled`, 'true'])),
    [`${eventHubs}loadBalancingUpdateInterval`]: '00:00:01',
    [`${eventHubs}partitionOwnershipExpirationInterval`]: '00:00:05',
    [`${eventHubs}maxEventBatchSize`]: String(batchSize),
    [`${eventHubs}prefetchCount`]: String(prefetch),
    [`${eventHubs}batchCheckpointFrequency`]: String(checkpointFrequency),
  };
}

/** Reads the host's lines until they tell of so many tweets. */
function countStored(events: number) {
  let [tweets, batches, startMs, left] = [0, 0, 0, events];
  let timer: NodeJS.Timeout | undefined;
  let finish: (drained: Drained) => void = () => undefined;
  const drained = new Promise<Drained>((resolve, reject) => {
    finish = resolve;
    timer = setTimeout(() => reject(new Error(`The host stored nothing for ${silenceMs / 1000} s.`)), silenceMs);
  });
  const read = (line: string): void => {
    const [, count] = /Stored (\d+) tweets?/.exec(line) ?? [];
    if (count === undefined) return;
    timer?.refresh();
    if (batches === 0) startMs = performance.now();
    else tweets += Number(count);
    batches += 1;
    left -= Number(count);
    if (left <= 0) finish({ tweets, seconds: (performance.now() - startMs) / 1000, batches });
  };
  return { read, drained, close: () => clearTimeout(timer) };
}

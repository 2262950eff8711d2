import { randomBytes, randomInt } from 'node:crypto';
import resources from '../resources.json';
import { blobDeadLetterArchive } from './adapters/blobDeadLetterArchive.ts';
import { blobDeadLetterStore } from './adapters/blobDeadLetterStore.ts';
import { EventHubPublisher } from './adapters/eventHubPublisher.ts';
import { containerClient, tableClient } from './adapters/storageClients.ts';
import { tableTweetEraser } from './adapters/tableTweetEraser.ts';
import { tableTweetStore } from './adapters/tableTweetStore.ts';
import { textFileLines } from './adapters/textFile.ts';
import { BoundedRuns } from './composition/boundedRuns.ts';
import { twitterParts } from './composition/twitterParts.ts';
import type { TestSourceConfig } from './config/tweetSource.ts';
import { type Config, readConfig } from './config.ts';
import type { ForgetTweets } from './pipeline/forgetTweets.ts';
import { countedBy } from './pipeline/forgetting/countedBy.ts';
import { RowCensus } from './pipeline/forgetting/rowCensus.ts';
import { waitingForRoom } from './pipeline/forgetting/waitingForRoom.ts';
import type { LimitTweets } from './pipeline/limitTweets.ts';
import type { PublishTweets, TweetSource } from './pipeline/publishTweets.ts';
import type { StoreTweets } from './pipeline/storeTweets.ts';
import type { RunEnd } from './pipeline/storing/runEnd.ts';
import { StoredPositions } from './pipeline/telemetry/storedPositions.ts';
import { testSource } from './pipeline/testTweets/testSource.ts';
import { textSource } from './pipeline/testTweets/textSource.ts';
import type { TweetStore } from './pipeline/tweetStore.ts';
import { twitterSource } from './pipeline/twitter/twitterSource.ts';

let publisher: EventHubPublisher | undefined;
const census = new RowCensus();
const positions = new StoredPositions();
/** Less than the `functionTimeout` of host.json, at which the host would end the whole process. */
export const storingTime = { timeLimitMs: 240_000, graceMs: 4_000 };
const storing = new BoundedRuns(storingTime);

/** Runs `storeTweets` until it is done, or has to leave off: in time for the host, and when the app ends. */
export function untilEnd<T>(task: (end: RunEnd) => Promise<T>): Promise<T> {
  return storing.run(task);
}

/** What `storeTweets` works with. The first call reads the settings, and throws ConfigError when they are wrong. */
export const stores = once((): Omit<StoreTweets, 'log' | 'end'> => {
  const { storage, retention } = readConfig();
  const tweets = tableTweetStore(tableClient(storage, resources.tables.tweets, { maxRetries: 0 }));
  return {
    tweets: limited(tweets, retention.maxRows),
    deadLetters: blobDeadLetterStore(containerClient(storage, resources.containers.deadLetters)),
    positions,
    now: () => new Date(),
  };
});

function limited(tweets: TweetStore, maxRows: number | undefined): TweetStore {
  if (maxRows === undefined) return tweets;
  return waitingForRoom({ census, maxRows, now: () => new Date() }, countedBy(census, tweets));
}

/**
 * What `forgetTweets` and `limitTweets` work with. The first call reads the settings, and throws ConfigError when they
 * are wrong.
 */
export const forgetting = once((): Omit<ForgetTweets & LimitTweets, 'log' | 'end'> => {
  const { storage, retention } = readConfig();
  return {
    tweets: tableTweetEraser(tableClient(storage, resources.tables.tweets, { maxRetries: 0 })),
    deadLetters: blobDeadLetterArchive(containerClient(storage, resources.containers.deadLetters)),
    census,
    retentionHours: retention.hours,
    maxRows: retention.maxRows,
    now: () => new Date(),
  };
});

/** What `publishTweets` works with. The first call reads the settings, and throws ConfigError when they are wrong. */
export const publishing = once((): Omit<PublishTweets, 'log'> => {
  const config = readConfig();
  publisher = new EventHubPublisher(config.eventHubConnection, config.eventHubName);
  return {
    source: tweetSource(config),
    publisher,
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    now: () => new Date(),
  };
});

/**
 * Has running batches leave off, and closes what holds a connection open; done within 5 s, which is what the host gives.
 * Safe to call twice, and before anything was built.
 */
export async function closeClients(): Promise<void> {
  await Promise.all([storing.close(), publisher?.close()]);
}

function tweetSource({ source, storage }: Config): TweetSource {
  return source.name === 'twitter' ? twitterSource(twitterParts(source, storage)) : inventedTweets(source);
}

function inventedTweets({ tweetsPerRun, textsFile }: TestSourceConfig): TweetSource {
  if (textsFile !== undefined) return textSource({ textsPerRun: tweetsPerRun, readLines: textFileLines(textsFile) });
  return testSource({ tweetsPerRun, seed: randomInt(2 ** 32), now: Date.now });
}

/** Builds at the first call and then gives the same; a failed build is tried again. */
function once<T>(build: () => T): () => T {
  let built: { readonly value: T } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}

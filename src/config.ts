import { type EventHubConnection, readEventHubConnection, readEventHubName } from './config/eventHub.ts';
import { type Retention, readRetention } from './config/retention.ts';
import { type Environment, openSettings, type Settings } from './config/settings.ts';
import { readStorageConnection, type StorageConnection } from './config/storage.ts';
import { readTweetSource, type TweetSourceConfig } from './config/tweetSource.ts';
import { readTwitter, readTwitterPolling, type TwitterConfig, type TwitterPolling } from './config/twitter.ts';

/** Everything the pipeline can be told, checked. */
export interface Config {
  readonly eventHubName: string;
  readonly eventHubConnection: EventHubConnection;
  readonly storage: StorageConnection;
  readonly source: TweetSourceConfig;
  readonly retention: Retention;
}

/** Settings that cannot be used. The message lists every problem: fact, value, way out. */
export class ConfigError extends Error {
  readonly code = 'invalid-settings';
  override readonly name = 'ConfigError';
}

/** Reads all settings; throws ConfigError with all that is wrong with them. Never shows a connection string. */
export function readConfig(environment: Environment = process.env): Config {
  const settings = openSettings(environment);
  const eventHubName = readEventHubName(settings);
  const eventHubConnection = readEventHubConnection(settings, eventHubName);
  const storage = readStorageConnection(settings);
  const source = readTweetSource(settings);
  const retention = readRetention(settings);
  if (settings.problems.length > 0 || !eventHubName || !eventHubConnection || !storage || !source) {
    throw configError(settings);
  }
  return { eventHubName, eventHubConnection, storage, source, retention };
}

/** What asking X needs, whatever `TWEET_SOURCE` says: for a command that tries it. Throws ConfigError. */
export function readTwitterConfig(environment: Environment): TwitterConfig & Pick<Config, 'storage'> {
  const settings = openSettings(environment);
  const twitter = readTwitter(settings);
  const storage = readStorageConnection(settings);
  if (settings.problems.length > 0 || !storage || !twitter) throw configError(settings);
  return { ...twitter, storage };
}

/** What looking at the source's state needs, which is no token. Throws ConfigError. */
export function readTwitterPollingConfig(environment: Environment): TwitterPolling & Pick<Config, 'storage'> {
  const settings = openSettings(environment);
  const polling = readTwitterPolling(settings);
  const storage = readStorageConnection(settings);
  if (settings.problems.length > 0 || !storage || !polling) throw configError(settings);
  return { ...polling, storage };
}

function configError({ problems }: Settings): ConfigError {
  return new ConfigError(problems.join('\n'));
}

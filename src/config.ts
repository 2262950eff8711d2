import { type EventHubConnection, readEventHubConnection, readEventHubName } from './config/eventHub.ts';
import { type Environment, openSettings, type Settings } from './config/settings.ts';
import { readStorageConnection, type StorageConnection } from './config/storage.ts';
import { readTweetSource, type TweetSourceConfig } from './config/tweetSource.ts';
import { readTwitter, type TwitterConfig } from './config/twitter.ts';

/** Everything the pipeline can be told, checked. */
export interface Config {
  readonly eventHubName: string;
  readonly eventHubConnection: EventHubConnection;
  readonly storage: StorageConnection;
  readonly source: TweetSourceConfig;
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
  if (settings.problems.length > 0 || !eventHubName || !eventHubConnection || !storage || !source) {
    throw configError(settings);
  }
  return { eventHubName, eventHubConnection, storage, source };
}

/** What reading from X needs, whatever `TWEET_SOURCE` says: for commands that try it. Throws ConfigError. */
export function readTwitterConfig(
  environment: Environment,
): Pick<Config, 'storage'> & { readonly source: TwitterConfig } {
  const settings = openSettings(environment);
  const storage = readStorageConnection(settings);
  const source = readTwitter(settings);
  if (settings.problems.length > 0 || !storage || !source) throw configError(settings);
  return { storage, source };
}

function configError({ problems }: Settings): ConfigError {
  return new ConfigError(problems.join('\n'));
}

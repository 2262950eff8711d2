import { type EventHubConnection, readEventHubConnection, readEventHubName } from './config/eventHub.ts';
import { type Environment, openSettings } from './config/settings.ts';
import { readStorageConnection, type StorageConnection } from './config/storage.ts';
import { readTweetSource, type TestSourceConfig } from './config/tweetSource.ts';

/** Everything the pipeline can be told, checked. */
export interface Config {
  readonly eventHubName: string;
  readonly eventHubConnection: EventHubConnection;
  readonly storage: StorageConnection;
  readonly source: TestSourceConfig;
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
    throw new ConfigError(settings.problems.join('\n'));
  }
  return { eventHubName, eventHubConnection, storage, source };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FunctionsHostError, messageOf } from '../functionsHostError.ts';
import { isRecord } from '../isRecord.ts';
import { flatten, withOverrides } from './configuration.ts';
import { type EventHubsOptions, readEventHubsOptions } from './eventHubsOptions.ts';
import { type ExtensionBundle, readExtensionBundle } from './extensionBundle.ts';
import { type LeastLevels, readLogLevels } from './logLevels.ts';
import { readText, readTimeSpan } from './readValue.ts';

export interface HostJson {
  readonly bundle: ExtensionBundle | undefined;
  /** Longest time of one attempt in milliseconds; undefined = without end. */
  readonly functionTimeoutMs: number | undefined;
  readonly leastLevels: LeastLevels;
  readonly eventHubs: EventHubsOptions;
}

/** Every plan but the classic Consumption. https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout */
const defaultTimeoutMs = 30 * 60_000;

/**
 * The host.json of an app with the overrides of its settings. Throws FunctionsHostError, code `host-json`, for what the
 * real host would refuse. https://learn.microsoft.com/azure/azure-functions/functions-host-json
 */
export function readHostJson(appFolder: string, settings: Readonly<Record<string, string>>): HostJson {
  const path = join(appFolder, 'host.json');
  return parseHostJson(readJson(path), settings);
}

/** @param file what host.json holds, parsed. */
export function parseHostJson(file: unknown, settings: Readonly<Record<string, string>>): HostJson {
  if (!isRecord(file) || file.version !== '2.0') {
    throw new FunctionsHostError(
      'host-json',
      `host.json: this host requires "version": "2.0". Write it so; see https://aka.ms/functions-hostjson.`,
    );
  }
  const configuration = withOverrides(flatten(file), settings);
  return {
    bundle: readExtensionBundle(configuration),
    functionTimeoutMs: readTimeout(configuration),
    leastLevels: readLogLevels(configuration),
    eventHubs: readEventHubsOptions(configuration),
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new FunctionsHostError(
      'host-json',
      `${path} cannot be read: ${messageOf(cause)}. An app needs a host.json with at least { "version": "2.0" }.`,
      { cause },
    );
  }
}

function readTimeout(configuration: ReadonlyMap<string, string>): number | undefined {
  if (readText(configuration, 'functionTimeout') === '-1') return undefined;
  return readTimeSpan(configuration, 'functionTimeout', { min: 1000 }) ?? defaultTimeoutMs;
}

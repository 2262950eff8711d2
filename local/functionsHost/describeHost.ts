import { hostname } from 'node:os';
import type { BlobServiceClient } from '@azure/storage-blob';
import type { FunctionsHostOptions } from './contract.ts';
import { readHostId } from './hostId.ts';
import { readHostJson } from './hostJson/readHostJson.ts';
import { createHostLog } from './hostLog.ts';
import { createSettings } from './settings.ts';
import { openHostStorage } from './storage/hostStorage.ts';
import type { TriggerHost } from './triggers/trigger.ts';

/** What a host is before its app is loaded, and apart from when it ends. */
export type DescribedHost = Omit<TriggerHost, 'stopping' | 'graceOver' | 'capabilities'>;

/** Reads host.json and the settings. Throws FunctionsHostError for a host.json that the real host would refuse. */
export function describeHost(options: Omit<FunctionsHostOptions, 'port'>): DescribedHost {
  const { appFolder, write, verbose = false } = options;
  const hostJson = readHostJson(appFolder, options.settings);
  const settings = createSettings(options.settings);
  let storage: Promise<BlobServiceClient> | undefined;
  return {
    settings,
    hostJson,
    log: createHostLog({ write, clock: Date.now, verbose, leastLevels: hostJson.leastLevels }),
    clock: Date.now,
    hostId: readHostId(settings, hostname(), appFolder),
    storage: () => {
      storage ??= openHostStorage(settings);
      return storage;
    },
  };
}

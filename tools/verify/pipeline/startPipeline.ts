import { join } from 'node:path';
import { createResources } from '../../../local/storage/createResources.ts';
import { startStorage } from '../../../local/storage/startStorage.ts';
import resources from '../../../resources.json';
import type { HostName } from '../faults/fault.ts';
import { startStorageProxy } from '../faults/startStorageProxy.ts';
import type { StorageProxy, StorageProxyOptions } from '../faults/storageProxy.ts';
import { hostSettings } from './hostSettings.ts';
import { createHosts, type Hosts } from './hosts.ts';
import { type RunningHub, startHub } from './hub.ts';
import { Opened } from './opened.ts';

export interface PipelineOptions extends Omit<StorageProxyOptions, 'target'> {
  readonly app: string;
  /** For the events and the logs of this run. */
  readonly folder: string;
  readonly logFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly shiftsClocks: boolean;
  readonly tweetsPerRun: number;
  readonly onHostLine: (host: HostName, line: string) => void;
  /** A part has ended that nobody had asked to. */
  readonly onUnexpectedEnd: (words: string) => void;
  /** The command is to end: what is starting is killed, and nothing starts any more. */
  readonly signal: AbortSignal;
}

export interface Pipeline {
  readonly hub: RunningHub;
  readonly hosts: Hosts;
  readonly storage: StorageProxy;
  /** Past the proxy. */
  readonly storageConnectionString: string;
  /** Ends hosts, proxy, hub and storage, in this order. Safe to call twice. */
  close(): Promise<void>;
}

/** A million rows in memory take 2 GB, and what a query gathers comes on top. */
const storageHeapMib = 6_144;
/** Per partition; the disk is only taken as it is needed. */
const retentionMib = 65_536;

/** Starts the real parts as processes: storage in memory, the hub on disk, and the first host. All or nothing runs. */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const opened = new Opened();
  try {
    return await start(options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function start(options: PipelineOptions, opened: Opened): Promise<Pipeline> {
  const { app, folder, logFolder, environment, shiftsClocks, tweetsPerRun, onUnexpectedEnd, signal } = options;
  const azurite = opened.add(await startStorage({ heapMib: storageHeapMib }));
  let closing = false;
  void azurite.process.ended.then((words) => closing || onUnexpectedEnd(words));
  const { tables, containers } = resources;
  await createResources(azurite.connectionString, {
    tables: Object.values(tables),
    containers: Object.values(containers),
  });
  const parts = { logFolder, onUnexpectedEnd, signal };
  const hub = opened.add(await startHub({ ...parts, dataFolder: join(folder, 'event-hubs'), retentionMib }));
  const storage = opened.add(await startStorageProxy({ ...options, target: azurite.ports }));
  const endpoints = {
    eventHubs: hub.connectionString,
    storage: storage.hostConnectionString,
    tweetStorage: storage.connectionString,
  };
  const settings = hostSettings(environment, endpoints, tweetsPerRun);
  const hosts = opened.add(
    createHosts({ ...parts, app, shiftsClocks, environment: settings, onLine: options.onHostLine }),
  );
  await hosts.start('first');
  const close = (): Promise<void> => {
    closing = true;
    return opened.close();
  };
  return { hub, hosts, storage, storageConnectionString: azurite.connectionString, close };
}

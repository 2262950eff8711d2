import { join } from 'node:path';
import resources from '../../resources.json';
import { isFree } from '../processes/portTaken.ts';
import { localFolder } from '../running/running.ts';
import { createResources } from '../storage/createResources.ts';
import type { StoragePorts } from '../storage/developmentStorage.ts';
import { type RunningStorage, startStorage } from '../storage/startStorage.ts';
import { portTaken, type ServicesOptions, sayReplaced } from './servicesOptions.ts';

/** Where Azurite keeps its data. */
export const storageLocation = (root: string): string => join(localFolder(root), 'azurite');

/** Starts storage with the tables and containers of resources.json. An Azurite of somebody else is never used. */
export async function startLocalStorage(options: ServicesOptions): Promise<RunningStorage> {
  const storage = await startOnPorts(options);
  for (const [service, part] of [
    ['blob', 'blobs'],
    ['queue', 'queues'],
    ['table', 'tables'],
  ] as const) {
    sayReplaced(options.say, part, options.ports[service], storage.ports[service]);
  }
  await createResources(storage.connectionString, names).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  return storage;
}

const names = { tables: Object.values(resources.tables), containers: Object.values(resources.containers) };

async function startOnPorts({ root, ports, takenPort }: ServicesOptions): Promise<RunningStorage> {
  const location = storageLocation(root);
  const choose = async (service: keyof StoragePorts): Promise<number> => {
    if (ports[service] === 0 || (await isFree(ports[service]))) return ports[service];
    if (takenPort === 'refuse') throw portTaken(ports[service], service);
    return 0;
  };
  const chosen = { blob: await choose('blob'), queue: await choose('queue'), table: await choose('table') };
  try {
    return await startStorage({ location, ports: chosen });
  } catch (error) {
    // Another start may be faster to a port that was free a moment ago.
    if (takenPort === 'refuse' || !/EADDRINUSE|EACCES/.test(String(error))) throw error;
    return startStorage({ location });
  }
}

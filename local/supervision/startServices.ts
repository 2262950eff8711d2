import { existsSync } from 'node:fs';
import resources from '../../resources.json';
import type { ServedChild } from '../processes/startServed.ts';
import { wantsLocalEventHubs, wantsLocalStorage } from '../settings/developmentSettings.ts';
import { clearCheckpoints } from '../storage/checkpoints.ts';
import type { RunningStorage } from '../storage/startStorage.ts';
import { hubName, startLocalHub } from './localHub.ts';
import { startLocalStorage, storageLocation } from './localStorage.ts';
import type { ServicesOptions } from './servicesOptions.ts';
import { noteUnread, sayUnread, takeUnread } from './unread.ts';

/** Storage and hub of the local environment, as far as the settings want them. */
export interface LocalServices {
  readonly storage: RunningStorage | undefined;
  readonly hub: ServedChild | undefined;
  /** Connection strings of what was started. */
  readonly endpoints: { readonly storage?: string; readonly eventHubs?: string };
  /** Stops the hub, then storage, and notes what no consumer had read. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts storage and hub with all that the functions need in them. On failure nothing is left running. */
export async function startServices(options: ServicesOptions): Promise<LocalServices> {
  const hadData = existsSync(storageLocation(options.root));
  const storage = wantsLocalStorage(options.values) ? await startLocalStorage(options) : undefined;
  try {
    const hub = wantsLocalEventHubs(options.values) ? await startLocalHub(options) : undefined;
    if (storage && hub) await beginEmpty(options, storage.connectionString, hadData);
    return services(options, storage, hub);
  } catch (error) {
    await storage?.close();
    throw error;
  }
}

function services(options: ServicesOptions, storage?: RunningStorage, hub?: ServedChild): LocalServices {
  let closing: Promise<void> | undefined;
  return {
    storage,
    hub,
    endpoints: {
      ...(storage && { storage: storage.connectionString }),
      ...(hub && { eventHubs: String(hub.ready.connectionString) }),
    },
    close: () => {
      closing ??= close(options, storage, hub);
      return closing;
    },
  };
}

/** Events and checkpoints go together: both are reset, or the consumers would stand still or skip events. */
async function beginEmpty({ root, say }: ServicesOptions, storage: string, hadData: boolean): Promise<void> {
  await clearCheckpoints(storage);
  const unread = takeUnread(root, hadData);
  if (unread !== undefined) say(sayUnread(unread));
}

/** Whatever fails on the way, both are stopped. */
async function close(options: ServicesOptions, storage?: RunningStorage, hub?: ServedChild): Promise<void> {
  try {
    if (storage && hub) await noteWhatIsLost(options, storage, hub);
  } finally {
    await hub?.stop(1000);
    await storage?.close();
  }
}

async function noteWhatIsLost({ root, values, say }: ServicesOptions, storage: RunningStorage, hub: ServedChild) {
  const consumerGroup = resources.eventHub.consumerGroups.store;
  const where = { storage: storage.connectionString, hub: hubName(values), consumerGroup };
  try {
    await noteUnread(root, await hub.ask('partitions', 300), where);
  } catch (error) {
    // The next start then says that it does not know.
    say(`How many events are left unread could not be told: ${error instanceof Error ? error.message : String(error)}`);
  }
}

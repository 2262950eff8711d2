import { existsSync } from 'node:fs';
import type { ServedChild } from '../processes/startServed.ts';
import { wantsLocalEventHubs, wantsLocalStorage } from '../settings/developmentSettings.ts';
import type { RunningStorage } from '../storage/startStorage.ts';
import { beginWithoutCheckpoints, checkpointAccount, noteWhatIsLost } from './checkpointsOfHub.ts';
import { startLocalHub } from './localHub.ts';
import { startLocalStorage, storageLocation } from './localStorage.ts';
import type { ServicesOptions } from './servicesOptions.ts';
import { readUnread, sayUnread } from './unread.ts';

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
  const { root, values, say } = options;
  const hadData = existsSync(storageLocation(root));
  const storage = wantsLocalStorage(values) ? await startLocalStorage(options) : undefined;
  let hub: ServedChild | undefined;
  try {
    if (!wantsLocalEventHubs(values)) return services(options, storage);
    const account = checkpointAccount(values, storage?.connectionString);
    hub = await startLocalHub(options);
    await beginWithoutCheckpoints(account);
    const unread = readUnread(root, hadData);
    if (unread !== undefined) say(sayUnread(unread));
    return services(options, storage, { hub, account });
  } catch (error) {
    await stop(storage, hub);
    throw error;
  }
}

interface HubWithCheckpoints {
  readonly hub: ServedChild;
  /** Where its checkpoints are kept. */
  readonly account: string | undefined;
}

function services(options: ServicesOptions, storage?: RunningStorage, local?: HubWithCheckpoints): LocalServices {
  let closing: Promise<void> | undefined;
  return {
    storage,
    hub: local?.hub,
    endpoints: {
      ...(storage && { storage: storage.connectionString }),
      ...(local && { eventHubs: String(local.hub.ready.connectionString) }),
    },
    close: () => {
      closing ??= close(options, storage, local);
      return closing;
    },
  };
}

async function close({ root, values, say }: ServicesOptions, storage?: RunningStorage, local?: HubWithCheckpoints) {
  const broken = storage?.process.hasEnded() || local?.hub.hasEnded();
  try {
    if (local?.account && !broken) await noteWhatIsLost(root, values, local.hub, local.account);
  } catch (error) {
    // The next start then says that it does not know.
    say(`How many events are left unread could not be told: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await stop(storage, local?.hub);
  }
}

async function stop(storage: RunningStorage | undefined, hub: ServedChild | undefined): Promise<void> {
  await hub?.stop(hubStopsWithinMs);
  await storage?.close();
}

const hubStopsWithinMs = 1_000;

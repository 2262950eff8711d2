import type { ServedChild } from '../processes/startServed.ts';
import { wantsLocalEventHubs, wantsLocalStorage } from '../settings/developmentSettings.ts';
import type { RunningStorage } from '../storage/startStorage.ts';
import { checkpointAccount, type HubAtStart, lookAtHub } from './checkpointsOfHub.ts';
import { startLocalHub } from './localHub.ts';
import { startLocalStorage } from './localStorage.ts';
import type { ServicesOptions } from './servicesOptions.ts';

/** Storage and hub of the local environment, as far as the settings want them. */
export interface LocalServices {
  readonly storage: RunningStorage | undefined;
  readonly hub: ServedChild | undefined;
  /** Whether no event was ever sent to the local hub. */
  readonly hubIsNew: boolean;
  /** Connection strings of what was started. */
  readonly endpoints: { readonly storage?: string; readonly eventHubs?: string };
  /** Stops the hub, then storage. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts storage and hub with all that the functions need in them. On failure nothing is left running. */
export async function startServices(options: ServicesOptions): Promise<LocalServices> {
  const { values, say } = options;
  const storage = wantsLocalStorage(values) ? await startLocalStorage(options) : undefined;
  let hub: ServedChild | undefined;
  try {
    if (!wantsLocalEventHubs(values)) return services(storage);
    const account = checkpointAccount(values, storage?.connectionString);
    hub = await startLocalHub(options);
    const found = await lookAtHub(values, hub, account);
    if (found.backlog !== undefined) say(found.backlog);
    return services(storage, { hub, ...found });
  } catch (error) {
    await stop(storage, hub);
    throw error;
  }
}

function services(storage?: RunningStorage, local?: HubAtStart & { readonly hub: ServedChild }): LocalServices {
  let closing: Promise<void> | undefined;
  return {
    storage,
    hub: local?.hub,
    hubIsNew: local?.isNew ?? false,
    endpoints: {
      ...(storage && { storage: storage.connectionString }),
      ...(local && { eventHubs: String(local.hub.ready.connectionString) }),
    },
    close: () => {
      closing ??= stop(storage, local?.hub);
      return closing;
    },
  };
}

async function stop(storage: RunningStorage | undefined, hub: ServedChild | undefined): Promise<void> {
  await hub?.stop(hubStopsWithinMs);
  await storage?.close();
}

const hubStopsWithinMs = 1_000;

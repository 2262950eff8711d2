import resources from '../../resources.json';
import { beforeItEnds } from '../processes/startProcess.ts';
import type { ServedChild } from '../processes/startServed.ts';
import { pointToLocal } from '../settings/developmentSettings.ts';
import { SettingsError } from '../settings/settingsError.ts';
import { clearCheckpoints, readCheckpoints } from '../storage/checkpoints.ts';
import { hubName } from './localHub.ts';
import { countUnread, noteUnread, parsePartitions } from './unread.ts';

type Values = Readonly<Record<string, string>>;

/**
 * The account where the host keeps the checkpoints of our hub: ours, or somebody's. Undefined without the setting, since
 * no host can run then. Throws SettingsError for an account that is reached by an identity: its checkpoints of an earlier
 * hub could not be cleared, and events would be passed over without a word.
 */
export function checkpointAccount(values: Values, localStorage: string | undefined): string | undefined {
  const account = pointToLocal(values, localStorage === undefined ? {} : { storage: localStorage }).AzureWebJobsStorage;
  if (account || !Object.keys(values).some((name) => name.startsWith('AzureWebJobsStorage__'))) return account;
  throw new SettingsError(
    'The local hub needs AzureWebJobsStorage as a connection string, to clear the checkpoints of the hub before it. ' +
      'Set AzureWebJobsStorage to UseDevelopmentStorage=true, or EventHubConnection to a namespace of yours.',
  );
}

/** Events and checkpoints go together: both are reset, or the consumers would stand still or skip events. */
export async function beginWithoutCheckpoints(account: string | undefined): Promise<void> {
  if (account) await clearCheckpoints(account);
}

const withinMs = 400;

/** Notes what no consumer had read when the hub stops. Rejects when hub or account does not answer at once. */
export async function noteWhatIsLost(root: string, values: Values, hub: ServedChild, account: string): Promise<void> {
  const name = hubName(values);
  const partitions = parsePartitions(await hub.ask('partitions', withinMs)).filter((each) => each.hub === name);
  const signal = AbortSignal.timeout(withinMs);
  const checkpoints = readCheckpoints(account, name, resources.eventHub.consumerGroups.store, signal);
  noteUnread(root, countUnread(partitions, await beforeItEnds(hub, checkpoints, withinMs)));
}

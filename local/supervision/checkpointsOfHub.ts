import type { ServedChild } from '../processes/startServed.ts';
import { pointToLocal } from '../settings/developmentSettings.ts';
import { SettingsError } from '../settings/settingsError.ts';
import { readCheckpoints } from '../storage/checkpoints.ts';
import { parsePartitions, refuseForeignCheckpoints, sayBacklog } from './hubAtStart.ts';
import { hubName } from './localHub.ts';

type Values = Readonly<Record<string, string>>;

/**
 * The account where the host keeps the checkpoints of our hub: ours, or somebody's. Undefined without the setting, since
 * no host can run then. Throws SettingsError for an account that is reached by an identity: whether its checkpoints are
 * of this hub could not be told, and events would be passed over without a word.
 */
export function checkpointAccount(values: Values, localStorage: string | undefined): string | undefined {
  const account = pointToLocal(values, localStorage === undefined ? {} : { storage: localStorage }).AzureWebJobsStorage;
  if (account || !Object.keys(values).some((name) => name.startsWith('AzureWebJobsStorage__'))) return account;
  throw new SettingsError(
    'The local hub needs AzureWebJobsStorage as a connection string, to compare the checkpoints there with its events. ' +
      'Set AzureWebJobsStorage to UseDevelopmentStorage=true, or EventHubConnection to a namespace of yours.',
  );
}

const withinMs = 15_000;

export interface HubAtStart {
  /** Whether no event was ever sent to it. */
  readonly isNew: boolean;
  /** A line about what earlier runs have left, if anything. */
  readonly backlog: string | undefined;
}

/**
 * Looks at a hub that goes on from an earlier run, and at the checkpoints in that account.
 * Throws ForeignCheckpointError when they do not belong together.
 */
export async function lookAtHub(values: Values, hub: ServedChild, account: string | undefined): Promise<HubAtStart> {
  const name = hubName(values);
  const partitions = parsePartitions(await hub.ask('partitions', withinMs)).filter((each) => each.hub === name);
  const checkpoints = account ? await readCheckpoints(account, name, AbortSignal.timeout(withinMs)) : [];
  refuseForeignCheckpoints(partitions, checkpoints);
  return {
    isNew: partitions.every(({ lastSequenceNumber }) => lastSequenceNumber < 0),
    backlog: sayBacklog(partitions, checkpoints),
  };
}

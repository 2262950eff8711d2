import roles from '../../infra/roles.json';
import resources from '../../resources.json';
import type { DeploymentOutputs } from './parseOutputs.ts';

/** What a command does to one part of a deployment; `write` is also to delete, or to send. */
export interface Use {
  readonly part: 'tweets' | 'deadLetters' | 'twitterState' | 'hub';
  readonly access: 'read' | 'write';
}

/** A role at the narrowest thing that takes it. */
export interface NeededRole {
  readonly role: { readonly name: string; readonly id: string };
  /** Resource id. */
  readonly scope: string;
  /** What that is, in words. */
  readonly place: string;
}

/** As the templates give them, to the app and to people. */
const tableRoles = { read: roles.storageTableDataReader, write: roles.storageTableDataContributor };
const blobRoles = { read: roles.storageBlobDataReader, write: roles.storageBlobDataContributor };
const hubRoles = { read: roles.eventHubsDataReceiver, write: roles.eventHubsDataSender };

export function roleFor({ part, access }: Use, outputs: DeploymentOutputs): NeededRole {
  const { subscriptionId, resourceGroup, eventHubName } = outputs;
  const providers = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers`;
  if (part === 'hub') {
    const namespace = firstLabel(outputs.eventHubsNamespace);
    const scope = `${providers}/Microsoft.EventHub/namespaces/${namespace}/eventhubs/${eventHubName}`;
    return { role: hubRoles[access], scope, place: `event hub ${eventHubName} of namespace ${namespace}` };
  }
  const accounts = `${providers}/Microsoft.Storage/storageAccounts`;
  if (part === 'tweets') {
    const [account, table] = [accountOf(outputs.tableServiceUri), resources.tables.tweets];
    const scope = `${accounts}/${account}/tableServices/default/tables/${table}`;
    return { role: tableRoles[access], scope, place: `table ${table} of storage account ${account}` };
  }
  const [account, container] = [accountOf(outputs.blobServiceUri), resources.containers[part]];
  const scope = `${accounts}/${account}/blobServices/default/containers/${container}`;
  return { role: blobRoles[access], scope, place: `container ${container} of storage account ${account}` };
}

function accountOf(serviceUri: string): string {
  return firstLabel(URL.canParse(serviceUri) ? new URL(serviceUri).hostname : serviceUri);
}

function firstLabel(host: string): string {
  return host.split('.')[0] ?? host;
}

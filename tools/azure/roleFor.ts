import resources from '../../resources.json';
import type { DeploymentOutputs } from './parseOutputs.ts';

/** What a command does to one part of a deployment; `write` is also to delete, or to send. */
export interface Use {
  readonly part: 'tweets' | 'deadLetters' | 'twitterState' | 'hub';
  readonly access: 'read' | 'write';
}

/** A role at the narrowest thing that takes it. */
export interface NeededRole {
  readonly role: string;
  readonly roleId: string;
  /** Resource id. */
  readonly scope: string;
  /** What that is, in words. */
  readonly place: string;
}

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const tableRoles = {
  read: { role: 'Storage Table Data Reader', roleId: '76199698-9eea-4c19-bc75-cec21354c6b6' },
  write: { role: 'Storage Table Data Contributor', roleId: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' },
};
const blobRoles = {
  read: { role: 'Storage Blob Data Reader', roleId: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1' },
  write: { role: 'Storage Blob Data Contributor', roleId: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' },
};
const hubRoles = {
  read: { role: 'Azure Event Hubs Data Receiver', roleId: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde' },
  write: { role: 'Azure Event Hubs Data Sender', roleId: '2b629674-e913-4c01-ae53-ef4638d8f975' },
};

export function roleFor({ part, access }: Use, outputs: DeploymentOutputs): NeededRole {
  const { subscriptionId, resourceGroup, eventHubName } = outputs;
  const providers = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers`;
  if (part === 'hub') {
    const namespace = firstLabel(outputs.eventHubsNamespace);
    const scope = `${providers}/Microsoft.EventHub/namespaces/${namespace}/eventhubs/${eventHubName}`;
    return { ...hubRoles[access], scope, place: `event hub ${eventHubName} of namespace ${namespace}` };
  }
  const accounts = `${providers}/Microsoft.Storage/storageAccounts`;
  if (part === 'tweets') {
    const [account, table] = [accountOf(outputs.tableServiceUri), resources.tables.tweets];
    const scope = `${accounts}/${account}/tableServices/default/tables/${table}`;
    return { ...tableRoles[access], scope, place: `table ${table} of storage account ${account}` };
  }
  const [account, container] = [accountOf(outputs.blobServiceUri), resources.containers[part]];
  const scope = `${accounts}/${account}/blobServices/default/containers/${container}`;
  return { ...blobRoles[access], scope, place: `container ${container} of storage account ${account}` };
}

function accountOf(serviceUri: string): string {
  return firstLabel(URL.canParse(serviceUri) ? new URL(serviceUri).hostname : serviceUri);
}

function firstLabel(host: string): string {
  return host.split('.')[0] ?? host;
}

/** Whom a role may be given, on what. */
export interface RoleGrant {
  readonly id: string;
  readonly name: string;
  /** Types of the scopes on which the app's identity has it; it has it on no other, and on each at least once. */
  readonly app: readonly string[];
  /** Types of the scopes on which a person may get it. */
  readonly person: readonly string[];
}

export const hub = 'Microsoft.EventHub/namespaces/eventhubs';
export const table = 'Microsoft.Storage/storageAccounts/tableServices/tables';
export const container = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const account = 'Microsoft.Storage/storageAccounts';
const vault = 'Microsoft.KeyVault/vaults';

/** The scope of an assignment that names none. */
export const resourceGroup = 'Microsoft.Resources/resourceGroups';

/** Ids: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export const roles: readonly RoleGrant[] = [
  { id: '2b629674-e913-4c01-ae53-ef4638d8f975', name: 'Azure Event Hubs Data Sender', app: [hub], person: [hub] },
  { id: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde', name: 'Azure Event Hubs Data Receiver', app: [hub], person: [hub] },
  { id: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', name: 'Storage Blob Data Owner', app: [account], person: [] },
  {
    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    name: 'Storage Blob Data Contributor',
    app: [container],
    person: [container],
  },
  { id: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', name: 'Storage Blob Data Reader', app: [], person: [container] },
  { id: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', name: 'Storage Table Data Contributor', app: [table], person: [table] },
  { id: '76199698-9eea-4c19-bc75-cec21354c6b6', name: 'Storage Table Data Reader', app: [], person: [table] },
  {
    id: '3913510d-42f4-4e42-8a64-420c390055eb',
    name: 'Monitoring Metrics Publisher',
    app: ['Microsoft.Insights/components'],
    person: [],
  },
  { id: '4633458b-17de-408a-b874-0445c86b69e6', name: 'Key Vault Secrets User', app: [vault], person: [] },
  { id: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', name: 'Key Vault Secrets Officer', app: [], person: [vault] },
  { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', name: 'Reader', app: [], person: [resourceGroup] },
];

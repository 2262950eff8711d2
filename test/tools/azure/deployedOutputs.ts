import type { DeploymentOutputs } from '../../../tools/azure/parseOutputs.ts';

/** What the templates' outputs are called, with the values of one deployment; or with others. */
export function deployedOutputs(others: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    AZURE_LOCATION: 'westeurope',
    AZURE_TENANT_ID: '72f988bf-0000-0000-0000-2d7cd011db47',
    AZURE_SUBSCRIPTION_ID: '11111111-2222-3333-4444-555555555555',
    AZURE_RESOURCE_GROUP: 'rg-river',
    AZURE_FUNCTION_APP_NAME: 'func-river',
    EVENT_HUBS_FULLY_QUALIFIED_NAMESPACE: 'evhns-river.servicebus.windows.net',
    EVENT_HUB_NAME: 'tweets',
    TWEET_TABLE_SERVICE_URI: 'https://stdatariver.table.core.windows.net/',
    TWEET_BLOB_SERVICE_URI: 'https://stdatariver.blob.core.windows.net/',
    APPLICATION_INSIGHTS_NAME: 'appi-river',
    APPLICATION_INSIGHTS_ID:
      '/subscriptions/1/resourceGroups/rg-river/providers/microsoft.insights/components/appi-river',
    KEY_VAULT_NAME: 'kv-river',
    ...others,
  };
}

/** As `az deployment group show` prints outputs. */
export function asPrinted(outputs: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { type: 'String', value }]));
}

export const outputsOfRiver: DeploymentOutputs = {
  location: 'westeurope',
  tenantId: '72f988bf-0000-0000-0000-2d7cd011db47',
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'rg-river',
  functionAppName: 'func-river',
  eventHubsNamespace: 'evhns-river.servicebus.windows.net',
  eventHubName: 'tweets',
  tableServiceUri: 'https://stdatariver.table.core.windows.net/',
  blobServiceUri: 'https://stdatariver.blob.core.windows.net/',
  applicationInsightsName: 'appi-river',
  applicationInsightsId: '/subscriptions/1/resourceGroups/rg-river/providers/microsoft.insights/components/appi-river',
  keyVaultName: 'kv-river',
};

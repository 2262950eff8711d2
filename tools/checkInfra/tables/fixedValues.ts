/** What a resource must say, by type and path. */
export const fixedValues: Readonly<Record<string, Readonly<Record<string, string | boolean>>>> = {
  'Microsoft.EventHub/namespaces': {
    'properties.disableLocalAuth': true,
    'properties.minimumTlsVersion': '1.2',
  },
  'Microsoft.EventHub/namespaces/eventhubs': { 'properties.retentionDescription.cleanupPolicy': 'Delete' },
  'Microsoft.Storage/storageAccounts': {
    kind: 'StorageV2',
    'properties.allowBlobPublicAccess': false,
    'properties.allowSharedKeyAccess': false,
    'properties.defaultToOAuthAuthentication': true,
    'properties.minimumTlsVersion': 'TLS1_2',
    'properties.supportsHttpsTrafficOnly': true,
  },
  'Microsoft.Storage/storageAccounts/blobServices/containers': { 'properties.publicAccess': 'None' },
  'Microsoft.Insights/components': { 'properties.DisableLocalAuth': true },
  'Microsoft.OperationalInsights/workspaces': { 'properties.features.disableLocalAuth': true },
  'Microsoft.KeyVault/vaults': {
    'properties.enableRbacAuthorization': true,
    'properties.enableSoftDelete': true,
  },
  'Microsoft.Web/serverfarms': {
    'sku.name': 'FC1',
    'sku.tier': 'FlexConsumption',
    'properties.reserved': true,
  },
  'Microsoft.Web/sites': {
    kind: 'functionapp,linux',
    'identity.type': 'UserAssigned',
    'properties.httpsOnly': true,
    'properties.siteConfig.minTlsVersion': '1.2',
    'properties.functionAppConfig.runtime.name': 'node',
    'properties.functionAppConfig.deployment.storage.type': 'blobContainer',
    'properties.functionAppConfig.deployment.storage.authentication.type': 'UserAssignedIdentity',
  },
  // A new workspace has no tables yet, and the deployment would fail on the first query.
  'Microsoft.Insights/scheduledQueryRules': { 'properties.skipQueryValidation': true },
};

/** What the service takes, where the schemas do not say it. */
export type Limit =
  | { readonly from: number; readonly to: number; readonly source: string }
  | { readonly values: readonly (string | number)[]; readonly source: string };

const flex = 'https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan';
const eventHubs = 'https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas (Standard)';

/** By type and path. */
export const limits: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  'Microsoft.EventHub/namespaces': {
    'sku.capacity': { from: 1, to: 20, source: 'schema text of sku.capacity' },
    'properties.maximumThroughputUnits': { from: 0, to: 20, source: 'schema text of maximumThroughputUnits' },
  },
  'Microsoft.EventHub/namespaces/eventhubs': {
    'properties.partitionCount': { from: 1, to: 32, source: eventHubs },
    'properties.retentionDescription.retentionTimeInHours': { from: 1, to: 168, source: eventHubs },
  },
  'Microsoft.KeyVault/vaults': {
    'properties.softDeleteRetentionInDays': { from: 7, to: 90, source: 'schema text of softDeleteRetentionInDays' },
  },
  'Microsoft.OperationalInsights/workspaces': {
    'properties.retentionInDays': {
      from: 30,
      to: 730,
      source: 'https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure',
    },
  },
  'Microsoft.Web/sites': {
    'properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB': { values: [512, 2048, 4096], source: flex },
    'properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount': { from: 1, to: 1000, source: flex },
    'properties.functionAppConfig.runtime.version': { values: ['22', '24'], source: flex },
  },
};

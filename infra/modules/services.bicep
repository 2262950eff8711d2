// What the function app works with: identity, telemetry, hub, storage, vault.
@description('What makes names unique. Of a fixed length, so that every name below fits.')
@minLength(13)
@maxLength(13)
param suffix string

@description('Region.')
@minLength(1)
param location string

@description('Tags of everything.')
param tags object

@description('Container of the host\'s own account that the package of the app goes to.')
@minLength(3)
@maxLength(63)
param packageContainer string

@description('Partitions of the hub.')
@minValue(1)
@maxValue(32)
param partitionCount int

@description('How long an event stays in the hub, in hours.')
@minValue(1)
@maxValue(168)
param retentionHours int

@description('Throughput units that are paid for every hour.')
@minValue(1)
@maxValue(20)
param throughputUnits int

@description('Throughput units that auto-inflate may go up to.')
@minValue(0)
@maxValue(20)
param maximumThroughputUnits int

@description('Copies of rows and dead letters.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS'])
param dataRedundancy string

@description('Whether the account with rows and dead letters is locked.')
param lockData bool

@description('Most telemetry of a day, in MB.')
@minValue(23)
@maxValue(100000)
param dailyCapMb int

@description('How long telemetry is kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int

@description('Whether nobody can purge the vault before its time.')
param vaultPurgeProtection bool

var names = loadJsonContent('../../resources.json')

module identity 'identity.bicep' = {
  name: 'tributary-identity'
  params: {
    name: 'id-${suffix}'
    location: location
    tags: tags
  }
}

module telemetry 'telemetry.bicep' = {
  name: 'tributary-telemetry'
  params: {
    workspaceName: 'log-${suffix}'
    componentName: 'appi-${suffix}'
    location: location
    tags: tags
    dailyCapMb: dailyCapMb
    logRetentionDays: logRetentionDays
  }
}

module eventHubs 'eventHubs.bicep' = {
  name: 'tributary-event-hubs'
  params: {
    namespaceName: 'evhns-${suffix}'
    location: location
    tags: tags
    partitionCount: partitionCount
    retentionHours: retentionHours
    throughputUnits: throughputUnits
    maximumThroughputUnits: maximumThroughputUnits
  }
}

// The host's own: package, leases, schedules, checkpoints. Apart from the data, so that neither slows the other down.
module hostStorage 'storageAccount.bicep' = {
  name: 'tributary-host-storage'
  params: {
    name: 'sthost${suffix}'
    location: location
    tags: tags
    redundancy: 'Standard_LRS'
    containers: [packageContainer]
    tables: []
    locked: false
  }
}

module tweetStorage 'storageAccount.bicep' = {
  name: 'tributary-tweet-storage'
  params: {
    name: 'sttweet${suffix}'
    location: location
    tags: tags
    redundancy: dataRedundancy
    containers: map(items(names.containers), container => container.value)
    tables: map(items(names.tables), table => table.value)
    locked: lockData
  }
}

module vault 'vault.bicep' = {
  name: 'tributary-vault'
  params: {
    name: 'kv-${suffix}'
    location: location
    tags: tags
    purgeProtection: vaultPurgeProtection
  }
}

module diagnostics 'diagnostics.bicep' = {
  name: 'tributary-diagnostics'
  params: {
    workspaceId: telemetry.outputs.workspaceId
    namespaceName: eventHubs.outputs.namespaceName
    tweetStorageName: tweetStorage.outputs.name
    vaultName: vault.outputs.name
  }
}

output identityId string = identity.outputs.id
output identityClientId string = identity.outputs.clientId
output identityPrincipalId string = identity.outputs.principalId
output workspaceId string = telemetry.outputs.workspaceId
output componentName string = telemetry.outputs.componentName
output componentId string = telemetry.outputs.componentId
output telemetryConnectionString string = telemetry.outputs.connectionString
output namespaceName string = eventHubs.outputs.namespaceName
output namespaceId string = eventHubs.outputs.namespaceId
output fullyQualifiedNamespace string = eventHubs.outputs.fullyQualifiedNamespace
output hubName string = eventHubs.outputs.hubName
output hostStorageName string = hostStorage.outputs.name
output hostBlobServiceUri string = hostStorage.outputs.blobServiceUri
output tweetStorageName string = tweetStorage.outputs.name
output tweetTableServiceUri string = tweetStorage.outputs.tableServiceUri
output tweetTableServiceId string = tweetStorage.outputs.tableServiceId
output tweetBlobServiceUri string = tweetStorage.outputs.blobServiceUri
output vaultName string = vault.outputs.name

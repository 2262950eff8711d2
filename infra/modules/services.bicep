// What the function app works with: identity, telemetry, hub, storage, vault.
@description('Names of what is made here. Known before anything is made, so that a what-if sees through to every resource.')
param names {
  identity: string
  workspace: string
  component: string
  namespace: string
  hostStorage: string
  tweetStorage: string
  vault: string
}

@description('Region.')
@minLength(1)
param location string

@description('Tags of everything.')
param tags object

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

var resources = loadJsonContent('../../resources.json')
var packageContainer = 'packages'

module identity 'identity.bicep' = {
  name: 'tributary-identity'
  params: {
    name: names.identity
    location: location
    tags: tags
  }
}

module telemetry 'telemetry.bicep' = {
  name: 'tributary-telemetry'
  params: {
    workspaceName: names.workspace
    componentName: names.component
    location: location
    tags: tags
    dailyCapMb: dailyCapMb
    logRetentionDays: logRetentionDays
  }
}

module eventHubs 'eventHubs.bicep' = {
  name: 'tributary-event-hubs'
  params: {
    namespaceName: names.namespace
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
    name: names.hostStorage
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
    name: names.tweetStorage
    location: location
    tags: tags
    redundancy: dataRedundancy
    containers: map(items(resources.containers), container => container.value)
    tables: map(items(resources.tables), table => table.value)
    locked: lockData
  }
}

module vault 'vault.bicep' = {
  name: 'tributary-vault'
  params: {
    name: names.vault
    location: location
    tags: tags
    purgeProtection: vaultPurgeProtection
  }
}

module diagnostics 'diagnostics.bicep' = {
  name: 'tributary-diagnostics'
  dependsOn: [eventHubs, tweetStorage, vault]
  params: {
    workspaceId: telemetry.outputs.workspaceId
    namespaceName: names.namespace
    tweetStorageName: names.tweetStorage
    vaultName: names.vault
  }
}

output identityClientId string = identity.outputs.clientId
output componentId string = telemetry.outputs.componentId
output fullyQualifiedNamespace string = eventHubs.outputs.fullyQualifiedNamespace
output hubName string = eventHubs.outputs.hubName
output hostBlobServiceUri string = hostStorage.outputs.blobServiceUri
output packageContainerUrl string = '${hostStorage.outputs.blobServiceUri}${packageContainer}'
output tweetTableServiceUri string = tweetStorage.outputs.tableServiceUri
output tweetBlobServiceUri string = tweetStorage.outputs.blobServiceUri

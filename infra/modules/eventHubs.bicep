@description('Name of the namespace.')
@minLength(6)
@maxLength(50)
param namespaceName string

@description('Region.')
@minLength(1)
param location string

@description('Tags of the namespace.')
param tags object

@description('Partitions of the hub. On the Standard tier their number is fixed once the hub exists.')
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

@description('Throughput units that auto-inflate may go up to. Not above throughputUnits: auto-inflate is off.')
@minValue(0)
@maxValue(20)
param maximumThroughputUnits int

var names = loadJsonContent('../../resources.json').eventHub
var inflates = maximumThroughputUnits > throughputUnits

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: namespaceName
  location: location
  tags: tags
  sku: {
    // Basic has no consumer groups of one's own and takes 256 KB instead of 1 MB.
    name: 'Standard'
    tier: 'Standard'
    capacity: throughputUnits
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
    isAutoInflateEnabled: inflates
    maximumThroughputUnits: inflates ? maximumThroughputUnits : 0
  }
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: namespace
  name: names.name
  properties: {
    partitionCount: partitionCount
    retentionDescription: {
      cleanupPolicy: 'Delete'
      retentionTimeInHours: retentionHours
    }
  }
}

resource consumerGroups 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = [
  for group in items(names.consumerGroups): {
    parent: hub
    name: group.value
  }
]

@description('Name of the hub.')
output hubName string = hub.name

// No environment() suffix has this domain, and it differs between clouds: https://<name>.servicebus.windows.net:443/
@description('Host name of the namespace, to connect to.')
output fullyQualifiedNamespace string = split(split(namespace.properties.serviceBusEndpoint, '/')[2], ':')[0]

// Alerts on metrics of the services. Each has a section of its name in docs/runbook.md.
@description('Tags of all.')
param tags object

@description('Resource id of the Event Hubs namespace.')
@minLength(1)
param eventHubsNamespaceId string

@description('Name of the hub.')
@minLength(1)
param eventHubName string

@description('Resource id of the table service that takes the rows.')
@minLength(1)
param storageTableServiceId string

@description('Resource ids of the action groups that are told.')
param actionGroupIds string[]

@description('Where people find docs/runbook.md.')
@minLength(1)
param runbookUrl string

var actions = map(actionGroupIds, id => { actionGroupId: id })

var hubAlerts = [
  {
    name: 'hub-throttled'
    text: 'The event hub refused requests, since the throughput units are used up.'
    metric: 'ThrottledRequests'
  }
  {
    name: 'hub-quota-exceeded'
    text: 'The event hub refused what exceeds a quota of its tier.'
    metric: 'QuotaExceededErrors'
  }
  {
    name: 'hub-server-errors'
    text: 'The event hub failed by itself.'
    metric: 'ServerErrors'
  }
]

var storageBusy = [
  'ServerBusyError'
  'ClientThrottlingError'
  'ClientAccountRequestThrottlingError'
  'ClientAccountBandwidthThrottlingError'
]

// A rule cannot compare two metrics, so it is one that must move and one that must not. The latter counts all consumers.
resource consumerStopped 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'consumer-stopped'
  location: 'global'
  tags: tags
  properties: {
    description: 'Events come into the hub, and nobody reads any. ${runbookUrl}#consumer-stopped'
    enabled: true
    severity: 1
    scopes: [eventHubsNamespaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'sent'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.EventHub/namespaces'
          metricName: 'IncomingMessages'
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: [eventHubName]
            }
          ]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Total'
        }
        {
          name: 'read'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.EventHub/namespaces'
          metricName: 'OutgoingMessages'
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: [eventHubName]
            }
          ]
          operator: 'LessThanOrEqual'
          threshold: 0
          timeAggregation: 'Total'
        }
      ]
    }
    actions: actions
  }
}

resource hubAlert 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in hubAlerts: {
    name: alert.name
    location: 'global'
    tags: tags
    properties: {
      description: '${alert.text} ${runbookUrl}#${alert.name}'
      enabled: true
      severity: 2
      scopes: [eventHubsNamespaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: alert.name
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: 'Microsoft.EventHub/namespaces'
            metricName: alert.metric
            operator: 'GreaterThan'
            threshold: 0
            timeAggregation: 'Total'
          }
        ]
      }
      actions: actions
    }
  }
]

resource storageThrottled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'storage-throttled'
  location: 'global'
  tags: tags
  properties: {
    description: 'Table storage refused requests, since it had too much to do. ${runbookUrl}#storage-throttled'
    enabled: true
    severity: 3
    scopes: [storageTableServiceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'busy'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Storage/storageAccounts/tableServices'
          metricName: 'Transactions'
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: storageBusy
            }
          ]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Total'
        }
      ]
    }
    actions: actions
  }
}

// What somebody should be told of, and who. docs/runbook.md has a section for each alert.
@description('Region of the log alerts.')
@minLength(1)
param location string

@description('Tags of all.')
param tags object

@description('Resource id of the Application Insights component.')
@minLength(1)
param applicationInsightsId string

@description('Resource id of the workspace behind it, which knows what is billed.')
@minLength(1)
param workspaceId string

@description('Resource id of the Event Hubs namespace.')
@minLength(1)
param eventHubsNamespaceId string

@description('Name of the hub.')
@minLength(1)
param eventHubName string

@description('Resource id of the table service that takes the rows.')
@minLength(1)
param storageTableServiceId string

@description('How long an event stays in the hub, in hours.')
@minValue(1)
@maxValue(2160)
param retentionHours int

@description('Minutes between two runs of publishTweets.')
@minValue(1)
@maxValue(1440)
param publishPeriodMinutes int

@description('Most telemetry of a day, in MB.')
@minValue(23)
param dailyCapMb int

@description('Whom alerts are written to. Empty: they show in the portal only.')
@maxLength(254)
param actionGroupEmail string = ''

@description('Where people find docs/runbook.md. A page that shows its headings as anchors, say on the Git server, can be opened from the mail; the default is its path in the repository.')
@minLength(1)
param runbookUrl string = 'docs/runbook.md'

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(actionGroupEmail)) {
  name: 'tributary'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'tributary'
    emailReceivers: [
      {
        name: 'contact'
        emailAddress: actionGroupEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

var actionGroupIds = empty(actionGroupEmail) ? [] : [actionGroup.id]

module logAlerts 'logAlerts.bicep' = {
  name: 'tributary-log-alerts'
  params: {
    location: location
    tags: tags
    applicationInsightsId: applicationInsightsId
    workspaceId: workspaceId
    retentionHours: retentionHours
    publishPeriodMinutes: publishPeriodMinutes
    dailyCapMb: dailyCapMb
    actionGroupIds: actionGroupIds
    runbookUrl: runbookUrl
  }
}

module metricAlerts 'metricAlerts.bicep' = {
  name: 'tributary-metric-alerts'
  params: {
    tags: tags
    eventHubsNamespaceId: eventHubsNamespaceId
    eventHubName: eventHubName
    storageTableServiceId: storageTableServiceId
    actionGroupIds: actionGroupIds
    runbookUrl: runbookUrl
  }
}

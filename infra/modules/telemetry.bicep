@description('Name of the workspace that stores what is written.')
@minLength(4)
@maxLength(63)
param workspaceName string

@description('Name of the Application Insights component that the app writes to.')
@minLength(1)
@maxLength(255)
param componentName string

@description('Region.')
@minLength(1)
param location string

@description('Tags of both.')
param tags object

@description('Most that a day may bring in, in MB. What comes after it is lost, alerts included, until the next day.')
@minValue(23)
@maxValue(100000)
param dailyCapMb int

@description('How long it is kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int

// Bicep has no decimals.
var dailyCapGb = json('${dailyCapMb / 1000}.${padLeft(string(dailyCapMb % 1000), 3, '0')}')

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logRetentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyCapGb
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: workspace.id
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Resource id of the component.')
output componentId string = component.id

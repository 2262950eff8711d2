@description('Name of the function app.')
@minLength(2)
@maxLength(60)
param name string

@description('Name of its plan.')
@minLength(1)
@maxLength(40)
param planName string

@description('Region.')
@minLength(1)
param location string

@description('Tags of both.')
param tags object

@description('Name of the identity that the app runs as.')
@minLength(3)
param identityName string

@description('Name of the Application Insights component that it writes to.')
@minLength(1)
param componentName string

@description('Address of the blobs of the host\'s own account, with a slash at the end.')
@minLength(1)
param hostBlobServiceUri string

@description('Address of the container that holds the package.')
@minLength(1)
param packageContainerUrl string

@description('Major version of Node.')
@allowed(['22', '24'])
param nodeVersion string

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMb int

@description('Most instances of each function.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('Instances of storeTweets that are kept running.')
@minValue(0)
@maxValue(100)
param alwaysReadyInstances int

@description('Settings of the pipeline by name, as src/config.ts reads them.')
param pipelineSettings object

@description('Functions that are switched off.')
param pausedFunctions string[]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  // azd finds the app by this tag.
  tags: union(tags, { 'azd-service-name': 'pipeline' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Without it the app sees the reference instead of the secret.
    keyVaultReferenceIdentity: identity.id
    // Flex Consumption refuses or ignores the rest of what siteConfig can hold.
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      runtime: {
        name: 'node'
        version: nodeVersion
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMb
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'function:storeTweets'
                instanceCount: alwaysReadyInstances
              }
            ]
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
    }
  }

  // These replace all settings that the app has: what was changed by hand is as it stands here again.
  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      {
        AzureWebJobsStorage__blobServiceUri: hostBlobServiceUri
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: identity.properties.clientId
        // No secret: it says where to send, and with DisableLocalAuth the component takes nothing without a token of Entra.
        APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
        AZURE_CLIENT_ID: identity.properties.clientId
        // It limits rows for a laptop's storage.
        'AzureWebJobs.limitTweets.Disabled': 'true'
      },
      pipelineSettings,
      toObject(pausedFunctions, function => 'AzureWebJobs.${function}.Disabled', function => 'true')
    )
  }
}

@description('Name of the function app.')
output name string = app.name

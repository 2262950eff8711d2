// All that the function app may do. Each role at the narrowest scope that its data plane knows.
@description('Name of the identity that the app runs as.')
@minLength(3)
param identityName string

@description('Name of the Event Hubs namespace.')
@minLength(6)
param namespaceName string

@description('Name of the host\'s own account.')
@minLength(3)
param hostStorageName string

@description('Name of the account with tables and dead letters.')
@minLength(3)
param tweetStorageName string

@description('Name of the Application Insights component.')
@minLength(1)
param componentName string

@description('Name of the vault.')
@minLength(3)
param vaultName string

var names = loadJsonContent('../../resources.json')
var roles = loadJsonContent('../roles.json')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: namespaceName
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' existing = {
  parent: namespace
  name: names.eventHub.name
}

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: hostStorageName
}

resource tweetStorage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: tweetStorageName
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-01-01' existing = {
  parent: tweetStorage
  name: 'default'
}

resource tweetTable 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-01-01' existing = {
  parent: tableService
  name: names.tables.tweets
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' existing = {
  parent: tweetStorage
  name: 'default'
}

resource deadLetters 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' existing = {
  parent: blobService
  name: names.containers.deadLetters
}

resource twitterState 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' existing = {
  parent: blobService
  name: names.containers.twitterState
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource sendsTweets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hub
  name: guid(hub.id, identity.id, roles.eventHubsDataSender.id)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsDataSender.id)
    description: 'publishTweets sends events.'
  }
}

resource receivesTweets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hub
  name: guid(hub.id, identity.id, roles.eventHubsDataReceiver.id)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsDataReceiver.id)
    description: 'storeTweets receives events; the platform reads how many wait, to scale.'
  }
}

// The whole account, since the host makes its own containers.
resource ownsHostStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostStorage
  name: guid(hostStorage.id, identity.id, roles.storageBlobDataOwner.id)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner.id)
    description: 'The host keeps its package, leases, schedules and checkpoints.'
  }
}

resource writesTweets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: tweetTable
  name: guid(tweetTable.id, identity.id, roles.storageTableDataContributor.id)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor.id)
    description: 'storeTweets writes rows, forgetTweets deletes them.'
  }
}

resource writesDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: deadLetters
  name: guid(deadLetters.id, identity.id, roles.storageBlobDataContributor.id)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor.id)
    description: 'storeTweets writes dead letters, forgetTweets deletes them.'
  }
}

resource keepsTwitterState 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: twitterState
  name: guid(twitterState.id, identity.id, roles.storageBlobDataContributor.id)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor.id)
    description: 'publishTweets keeps its place in the search, and what a day has cost.'
  }
}

// Without it all telemetry is dropped in silence.
resource sendsTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: component
  name: guid(component.id, identity.id, roles.monitoringMetricsPublisher.id)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher.id)
    description: 'The app sends telemetry without a key.'
  }
}

// The vault holds this one secret. It cannot be the scope: it does not exist until somebody has a token.
resource readsToken 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, roles.keyVaultSecretsUser.id)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser.id)
    description: 'The app reads the token for X.'
  }
}

// What a person may do with the data. Looking is reading; replaying adds what the tools change.
@description('Object id of the person or group.')
@minLength(36)
@maxLength(36)
param principalId string

@description('What the principal is. Azure looks up a principal that it has not seen yet only with this.')
@allowed(['User', 'Group'])
param principalType string

@description('Whether the person may also replay dead letters, forget tweets and write the token for X.')
param mayReplay bool

@description('Name of the Event Hubs namespace.')
@minLength(6)
param namespaceName string

@description('Name of the account with tables and dead letters.')
@minLength(3)
param tweetStorageName string

@description('Name of the vault.')
@minLength(3)
param vaultName string

var names = loadJsonContent('../../resources.json')
var roles = loadJsonContent('../roles.json')

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: namespaceName
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' existing = {
  parent: namespace
  name: names.eventHub.name
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

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

// For the outputs of the deployment and the queries behind `npm run logs`. Reads no setting, no key and no secret.
resource readsGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, principalId, roles.reader.id)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader.id)
    description: 'Finds what was deployed, and reads its logs.'
  }
}

resource readsEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hub
  name: guid(hub.id, principalId, roles.eventHubsDataReceiver.id)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsDataReceiver.id)
    description: 'npm run tail'
  }
}

resource readsTweets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: tweetTable
  name: guid(tweetTable.id, principalId, roles.storageTableDataReader.id)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataReader.id)
    description: 'npm run tweets'
  }
}

resource readsDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: deadLetters
  name: guid(deadLetters.id, principalId, roles.storageBlobDataReader.id)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader.id)
    description: 'npm run dead-letters'
  }
}

resource readsTwitterState 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: twitterState
  name: guid(twitterState.id, principalId, roles.storageBlobDataReader.id)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader.id)
    description: 'npm run twitter-status'
  }
}

resource replaysEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (mayReplay) {
  scope: hub
  name: guid(hub.id, principalId, roles.eventHubsDataSender.id)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsDataSender.id)
    description: 'npm run dead-letters -- replay'
  }
}

resource settlesDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (mayReplay) {
  scope: deadLetters
  name: guid(deadLetters.id, principalId, roles.storageBlobDataContributor.id)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor.id)
    description: 'npm run dead-letters -- replay, and npm run forget'
  }
}

resource forgetsTweets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (mayReplay) {
  scope: tweetTable
  name: guid(tweetTable.id, principalId, roles.storageTableDataContributor.id)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor.id)
    description: 'npm run forget'
  }
}

// Owner of the subscription is not enough to write a secret: that is a right to data.
resource writesToken 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (mayReplay) {
  scope: vault
  name: guid(vault.id, principalId, roles.keyVaultSecretsOfficer.id)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer.id)
    description: 'npm run set-twitter-token'
  }
}

@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
@minLength(1)
param location string

@description('Tags of the account.')
param tags object

@description('How many copies there are, and where.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS'])
param redundancy string

@description('Blob containers. The app creates none: it has no right to.')
param containers string[]

@description('Tables. The app creates none: it has no right to.')
param tables string[]

@description('Whether deleting the account takes removing a lock first.')
param locked bool

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    supportsHttpsTrafficOnly: true
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // What is deleted is gone: X wants a deleted post to be gone everywhere within a day.
    deleteRetentionPolicy: {
      enabled: false
    }
    containerDeleteRetentionPolicy: {
      enabled: false
    }
  }
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [
  for container in containers: {
    parent: blobService
    name: container
    properties: {
      publicAccess: 'None'
    }
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource accountTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-01-01' = [
  for table in tables: {
    parent: tableService
    name: table
  }
]

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  scope: account
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds what cannot be made again. Remove this lock before you delete the account.'
  }
}

@description('Address of its blobs, with a slash at the end.')
output blobServiceUri string = account.properties.primaryEndpoints.blob

@description('Address of its tables, with a slash at the end.')
output tableServiceUri string = account.properties.primaryEndpoints.table

@description('Name of the identity that the function app runs as.')
@minLength(3)
@maxLength(128)
param name string

@description('Region.')
@minLength(1)
param location string

@description('Tags of the resource.')
param tags object

// User-assigned, so that it exists, and has its roles, before the app that uses it.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Names this identity to a client that could have several.')
output clientId string = identity.properties.clientId

/** What a deployment tells the tools. No secret and no connection string. */
export const outputNames: readonly string[] = [
  'AZURE_LOCATION',
  'AZURE_TENANT_ID',
  'AZURE_SUBSCRIPTION_ID',
  'AZURE_RESOURCE_GROUP',
  'AZURE_FUNCTION_APP_NAME',
  'EVENT_HUBS_FULLY_QUALIFIED_NAMESPACE',
  'EVENT_HUB_NAME',
  'TWEET_TABLE_SERVICE_URI',
  'TWEET_BLOB_SERVICE_URI',
  'APPLICATION_INSIGHTS_NAME',
  'APPLICATION_INSIGHTS_ID',
  'KEY_VAULT_NAME',
];

/**
 * Settings that the plan owns: ignored, or in conflict with `functionAppConfig`.
 * https://learn.microsoft.com/azure/azure-functions/functions-app-settings
 */
export const forbiddenSettings: readonly string[] = [
  'FUNCTIONS_WORKER_RUNTIME',
  'FUNCTIONS_WORKER_RUNTIME_VERSION',
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_WORKER_PROCESS_COUNT',
  'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
  'WEBSITE_CONTENTSHARE',
  'WEBSITE_CONTENTOVERVNET',
  'WEBSITE_VNET_ROUTE_ALL',
  'WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT',
  'WEBSITES_CONTAINER_START_TIME_LIMIT',
  'WEBSITE_LOAD_CERTIFICATES',
  'WEBSITE_TIME_ZONE',
  'TZ',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'ENABLE_ORYX_BUILD',
];

/** All that `siteConfig` may hold: for the rest newer regions answer with error 51021, and older ones ignore it. */
export const allowedSiteConfig: readonly string[] = ['minTlsVersion'];

/** What a host reaches by an identity needs all three, and no plain setting beside them. */
export const identityConnections: Readonly<Record<string, readonly string[]>> = {
  AzureWebJobsStorage: ['blobServiceUri', 'credential', 'clientId'],
  EventHubConnection: ['fullyQualifiedNamespace', 'credential', 'clientId'],
  TweetStorage: ['tableServiceUri', 'blobServiceUri', 'credential', 'clientId'],
};

/** Why a setting is not in all three of code, Azure and `local.settings.json.example`. */
export interface SettingException {
  /** Where it is. */
  readonly in: readonly ('code' | 'azure' | 'local')[];
  readonly why: string;
}

/** By base name. */
export const settingExceptions: Readonly<Record<string, SettingException>> = {
  AzureWebJobsStorage: { in: ['azure', 'local'], why: "the host's own" },
  AzureFunctionsJobHost: { in: ['local'], why: 'local runs balance faster' },
  FUNCTIONS_WORKER_RUNTIME: { in: ['local'], why: 'the platform owns it in Azure' },
  APPLICATIONINSIGHTS_CONNECTION_STRING: { in: ['azure'], why: 'telemetry goes to Azure' },
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: { in: ['azure'], why: 'telemetry goes to Azure' },
  AZURE_CLIENT_ID: { in: ['azure'], why: 'names the identity to the SDK' },
  'AzureWebJobs.limitTweets.Disabled': { in: ['azure'], why: "rows are limited for a laptop's storage" },
  'AzureWebJobs.*.Disabled': { in: ['azure'], why: 'pausing' },
  TEST_TWEETS_FILE: { in: ['code'], why: 'a file on a laptop, if one wants it' },
  TWEET_MAX_ROWS: { in: ['code', 'local'], why: "rows are limited for a laptop's storage" },
  TWITTER_API_URL: { in: ['code'], why: 'for tests and the stand-in' },
  TWITTER_BEARER_TOKEN: { in: ['code', 'azure'], why: 'no example of a secret' },
  TWITTER_QUERY: { in: ['code', 'azure'], why: 'the default is in the code' },
};

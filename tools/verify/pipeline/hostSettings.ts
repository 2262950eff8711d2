import resources from '../../../resources.json';

export interface HostEndpoints {
  /** Of the hub. */
  readonly eventHubs: string;
  /** For the host's own state: through the proxy as well. */
  readonly storage: string;
  /** For rows and dead letters: through the proxy. */
  readonly tweetStorage: string;
}

/** They would delete what is counted, or run when they please. */
const disabled = ['forgetTweets', 'limitTweets', 'publishTweets'];
const never = '0 0 0 29 2 *';
const eventHubsOptions = 'AzureFunctionsJobHost__extensions__eventHubs__';

/**
 * The environment of a host: ours without settings that would point elsewhere, and settings for this run. What they leave out
 * the app folder's local.settings.json may still say, as for every host.
 */
export function hostSettings(
  environment: NodeJS.ProcessEnv,
  { eventHubs, storage, tweetStorage }: HostEndpoints,
  tweetsPerRun: number,
): NodeJS.ProcessEnv {
  return {
    ...withoutSettings(environment),
    FUNCTIONS_WORKER_RUNTIME: 'node',
    AzureWebJobsStorage: storage,
    EventHubConnection: eventHubs,
    EVENT_HUB_NAME: resources.eventHub.name,
    TweetStorage: tweetStorage,
    TWEET_SOURCE: 'test',
    TEST_TWEETS_PER_RUN: String(tweetsPerRun),
    TEST_TWEETS_FILE: '',
    PUBLISH_SCHEDULE: never,
    'AzureWebJobs.storeTweets.Disabled': 'false',
    ...Object.fromEntries(disabled.map((name) => [`AzureWebJobs.${name}.Disabled`, 'true'])),
    // As few seconds as the host allows, so that a killed host's partitions are soon another's.
    [`${eventHubsOptions}loadBalancingUpdateInterval`]: '00:00:01',
    [`${eventHubsOptions}partitionOwnershipExpirationInterval`]: '00:00:05',
  };
}

const settingNames =
  /^(AzureWebJobs|AzureFunctions|FUNCTIONS_|EventHub|EVENT_HUB|Tweet|TWEET|TWITTER|TEST_TWEETS|PUBLISH_|APPLICATIONINSIGHTS|APPINSIGHTS)/i;

function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !settingNames.test(name)));
}

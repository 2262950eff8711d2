type Values = Readonly<Record<string, string>>;

/** Of the form that X gives; nobody's. */
const madeUpToken = 'a-made-up-token-for-the-stand-in';

/** Reading three times a minute is as often as X's rate limit lets ten pages a run through. */
const schedule = '*/20 * * * * *';

/** At X's price $10 a day: enough to watch it for half an hour, and to see then how the ceiling ends it. */
const maxPostsPerDay = '2000';

/**
 * The settings with a stand-in for X at `url` in place of the source they name. Somebody's own token stays with them.
 * The file's schedule and ceiling are those for other sources; what the environment sets goes before ours.
 */
export function pointToStandIn(values: Values, url: string, environment: NodeJS.ProcessEnv): Record<string, string> {
  return {
    ...values,
    TWEET_SOURCE: 'twitter',
    TWITTER_API_URL: url,
    TWITTER_BEARER_TOKEN: madeUpToken,
    PUBLISH_SCHEDULE: environment.PUBLISH_SCHEDULE ?? schedule,
    TWITTER_MAX_POSTS_PER_DAY: environment.TWITTER_MAX_POSTS_PER_DAY ?? maxPostsPerDay,
  };
}

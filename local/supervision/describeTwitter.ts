/** On average over a day. */
export const standInPostsPerMinute = 20;

const dollarsPerPost = 0.005;

/** What somebody who reads from the stand-in should know of it, a line each. */
export function describeTwitter(url: string, { TWITTER_MAX_POSTS_PER_DAY: ceiling }: NodeJS.ProcessEnv): string[] {
  const dollars = (Number(ceiling) * dollarsPerPost).toFixed(2);
  return [
    `Twitter     ${url} (a stand-in for X: invented tweets, about ${standInPostsPerMinute} a minute; nothing is charged)`,
    `            Read as X is: at most ${ceiling} posts a day, for which X would take $${dollars}; then none until midnight UTC.`,
    '            TWITTER_MAX_POSTS_PER_DAY in the environment changes that, and "npm run reset" begins anew.',
  ];
}

import { type Running, readRunning } from '../running/running.ts';
import { keepsTweetsLocally, pointToLocal, wantsLocalEventHubs } from './developmentSettings.ts';
import { readSettings } from './readSettings.ts';
import { SettingsError } from './settingsError.ts';
import { pointToStandIn } from './standInSettings.ts';

/** What a command reads: rows and dead letters, or the hub. */
export type Needed = 'storage' | 'eventHubs';

/**
 * The app settings for a command of `tools/`: those of the folder, with the shortcuts for the local environment
 * replaced by where it listens now; so is X where its stand-in runs, unless the environment has a token for X. Throws
 * SettingsError when what the command needs is the local one and it does not run.
 */
export async function toolSettings(
  needed: Needed,
  root = process.cwd(),
  environment = process.env,
): Promise<Record<string, string>> {
  const { values } = readSettings(root, environment);
  const running: Partial<Running> = readRunning(root) ?? {};
  // The hub's own string says UseDevelopmentEmulator=true too, so only the settings tell what was meant.
  const isLocal = needed === 'storage' ? keepsTweetsLocally(values) : wantsLocalEventHubs(values);
  if (isLocal && running[needed] === undefined) {
    throw new SettingsError(
      'The settings mean the local environment, and it does not run in this folder. Start it with "npm start" (or "npm run services") ' +
        'in another terminal, or set EventHubConnection and TweetStorage to a namespace and an account of yours.',
    );
  }
  const pointed = pointToLocal(values, running);
  const isForX = Boolean(environment.TWITTER_BEARER_TOKEN || environment.TWITTER_API_URL);
  if (running.twitter === undefined || isForX) return pointed;
  const { twitterMaxPostsPerDay: TWITTER_MAX_POSTS_PER_DAY } = running;
  return pointToStandIn(pointed, running.twitter, { TWITTER_MAX_POSTS_PER_DAY, ...environment });
}

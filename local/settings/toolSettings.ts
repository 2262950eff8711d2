import { readRunning } from '../running/running.ts';
import { type LocalEndpoints, pointToLocal, wantsLocalEventHubs, wantsLocalStorage } from './developmentSettings.ts';
import { readSettings } from './readSettings.ts';
import { SettingsError } from './settingsError.ts';

/**
 * The app settings for a command of `tools/`: those of the folder, with the shortcuts for the local environment
 * replaced by where it listens now. Throws SettingsError when they mean the local environment and it does not run.
 */
export async function toolSettings(root = process.cwd(), environment = process.env): Promise<Record<string, string>> {
  const { values } = readSettings(root, environment);
  const running: LocalEndpoints = readRunning(root) ?? {};
  // The hub's own string says UseDevelopmentEmulator=true too, so only the settings tell what was meant.
  const lacksStorage = wantsLocalStorage(values) && running.storage === undefined;
  const lacksEventHubs = wantsLocalEventHubs(values) && running.eventHubs === undefined;
  if (lacksStorage || lacksEventHubs) {
    throw new SettingsError(
      'The settings mean the local environment, and it does not run in this folder. Start it with "npm start" (or "npm run services") ' +
        'in another terminal, or set EventHubConnection and TweetStorage to a namespace and an account of yours.',
    );
  }
  return pointToLocal(values, running);
}

import { existsSync, rmSync } from 'node:fs';
import { Command } from 'commander';
import { lockFolder } from '../local/eventHubs/storage/disk/lockFolder.ts';
import { localFolder, refuseWhileRunning } from '../local/running/running.ts';
import { keepsCheckpointsElsewhere, keepsTweetsLocally } from '../local/settings/developmentSettings.ts';
import { readSettings } from '../local/settings/readSettings.ts';
import { clearCheckpoints } from '../local/storage/checkpoints.ts';
import { eventsFolder } from '../local/supervision/localHub.ts';

/**
 * `npm run reset`: deletes all local data, events and checkpoints together: either alone would have consumers stand
 * still or skip events. Refused while they are in use.
 */
export async function run(args: readonly string[], root = process.cwd(), environment = process.env): Promise<void> {
  new Command('npm run reset')
    .description(
      'Deletes .local/: events, rows, dead letters, state and checkpoints of the local environment. Checkpoints of the ' +
        'local hub that AzureWebJobsStorage keeps in an account of yours go too.',
    )
    .parse([...args], { from: 'user' });
  refuseWhileRunning(root);
  // "npm run event-hubs" uses the same folder.
  const release = existsSync(eventsFolder(root)) ? await lockFolder(eventsFolder(root)) : undefined;
  try {
    await clear(root, environment);
  } finally {
    await release?.();
  }
}

async function clear(root: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const { values } = readSettings(root, environment);
  // First, since it is what may fail.
  if (keepsCheckpointsElsewhere(values)) {
    await clearCheckpoints(values.AzureWebJobsStorage ?? '');
    process.stdout.write("Cleared the local hub's checkpoints in the account of AzureWebJobsStorage.\n");
  }
  rmSync(localFolder(root), { recursive: true, force: true });
  process.stdout.write('Cleared .local/.\n');
  if (values.TWITTER_BEARER_TOKEN && keepsTweetsLocally(values)) process.stdout.write(countIsGone);
}

const countIsGone =
  "Today's count of posts read from X was in it: up to TWITTER_MAX_POSTS_PER_DAY of them may be read, and charged, once more today.\n";

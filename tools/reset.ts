import { rmSync } from 'node:fs';
import { Command } from 'commander';
import { localFolder, refuseWhileRunning } from '../local/running/running.ts';

/** `npm run reset`: deletes all local data, events and checkpoints together. Refused while they are in use. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  new Command('npm run reset')
    .description('Deletes .local/: rows, dead letters, state and checkpoints of the local environment.')
    .parse([...args], { from: 'user' });
  refuseWhileRunning(root);
  rmSync(localFolder(root), { recursive: true, force: true });
  process.stdout.write('Cleared .local/.\n');
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs a command of this repository as npm would, and ends with its exit code: azd stops for any but 0. A hook is started
 * by azd with tsx, which knows nothing of our build; so all it does is to start the launcher.
 */
export function runCommand(command: string, args: readonly string[] = []): void {
  const root = join(__dirname, '..', '..');
  const { status } = spawnSync(process.execPath, [join(root, 'tools', 'run.mjs'), command, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { sayOnError, sayStrange } from '../commandLine/say.ts';
import { ProcessError } from '../processes/processError.ts';
import { type ServedChild, startServed } from '../processes/startServed.ts';
import { localFolder } from '../running/running.ts';
import type { StartOptions } from './startOptions.ts';
import { telemetryFile } from './telemetryFile.ts';

type Values = Readonly<Record<string, string>>;

const file = join(__dirname, '..', 'functionsHost', 'main.js');
const checksWithinMs = 30_000;

/**
 * Has the host check the app, its host.json and its settings, without starting anything, so that a fault is found before
 * storage and hub run. Rejects with ProcessError, whose message is the host's.
 */
export function checkApp(root: string, values: Values): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { env: values, timeout: checksWithinMs, windowsHide: true };
    execFile(process.execPath, [file, '--check', '--app', root], options, (error, _, stderr) => {
      if (error === null) resolve();
      else reject(new ProcessError(stderr.trim() || error.message));
    });
  });
}

/**
 * Starts the Functions host in a process of its own, on an app folder, with settings that name real endpoints only. Its
 * lines are shown, and the figures among them kept in `.local/telemetry.jsonl`.
 */
export function startLocalHost(
  { hostPort, verbose }: StartOptions,
  root: string,
  values: Values,
): Promise<ServedChild> {
  const options = ['--app', root, '--port', String(hostPort), '--any-free-port', ...(verbose ? ['--verbose'] : [])];
  const keepFigures = telemetryFile({ folder: localFolder(root), report: sayOnError });
  return startServed({
    name: 'host',
    nodeArguments: [file, ...options],
    environment: values,
    onLine: (line) => {
      sayStrange(line);
      keepFigures(line);
    },
    isNoLastWord: () => true,
  });
}

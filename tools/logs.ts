import { setTimeout as wait } from 'node:timers/promises';
import { azureCli } from './azure/azureCli.ts';
import { logs } from './logs/logs.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** `npm run logs`: shows the newest lines of a pipeline, in Azure or here. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  // Ctrl-C ends the process: nothing is open but az, which sits in a group of its own and ends with its answer.
  const surroundings = { root, azure: azureCli(environment), output, progress, wait: (ms: number) => wait(ms) };
  await tellingWrongOptions(() => logs(args, surroundings));
}

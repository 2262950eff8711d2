import { setTimeout as wait } from 'node:timers/promises';
import { azureCli } from './azure/azureCli.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';
import { setTwitterToken } from './twitterToken/setTwitterToken.ts';

/** `npm run set-twitter-token`: gives a function app the token for X. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  const { env: environment, stdin: input, stdout: output, stderr: progress } = process;
  const surroundings = { root, environment, azure: azureCli(environment), input, output, progress };
  await tellingWrongOptions(async () => {
    if (!(await setTwitterToken(args, { ...surroundings, wait: (ms) => wait(ms), clock: () => performance.now() })))
      process.exitCode = 1;
  });
}

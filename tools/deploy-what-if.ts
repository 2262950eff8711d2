import { azureCli } from './azure/azureCli.ts';
import { whatIf } from './deploy/whatIf/whatIf.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** `npm run deploy:what-if`: shows what a provisioning would change. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const surroundings = { root, environment, azure: azureCli(environment), nowMs: Date.now(), output, progress };
  await tellingWrongOptions(() => whatIf(args, surroundings));
}

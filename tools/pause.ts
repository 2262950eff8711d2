import { azureCli } from './azure/azureCli.ts';
import { switchFunctions } from './switchFunctions/switchFunctions.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** `npm run pause`: switches functions of a function app off. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const surroundings = { root, environment, azure: azureCli(environment), output, progress };
  await tellingWrongOptions(() => switchFunctions('pause', args, surroundings));
}

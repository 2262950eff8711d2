// Every npm script starts here, in plain JavaScript, since nothing is installed or compiled yet on a fresh clone.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './launch/build.mjs';
import { checkNode } from './launch/checkNode.mjs';
import { ensureInstalled } from './launch/installed.mjs';
import { reachLoopbackDirectly } from './launch/reachLoopback.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const rooms = { start: 'local/main.js', services: 'local/services.js' };
const [command = 'start', ...args] = process.argv.slice(2);

// The settings, .local and the build are those of this repository, as they are when npm starts it.
process.chdir(root);
checkNode();
ensureInstalled(root);
reachLoopbackDirectly();
if (command === 'test' || command === 'test-long') {
  // Kills, rounds and fuzz in full instead of a tenth (test/support/scale.ts).
  if (command === 'test-long') process.env.TRIBUTARY_TEST_LONG = '1';
  // Jest builds into a folder of its own (test/support/buildForTests.mjs).
  const { run } = await import('jest');
  await run(args, root);
} else if (command === 'test-model') {
  // Tests are no part of what is built otherwise.
  const output = join(root, 'build', 'model');
  build(root, { project: 'tsconfig.model.json', output });
  const { run } = await import(pathToFileURL(join(output, 'test/model/testModel.js')).href);
  await run(args);
} else {
  build(root);
  if (command !== 'build') {
    const built = (file) => import(pathToFileURL(join(root, 'dist', file)).href);
    const { fail } = await built('local/commandLine/fail.js');
    const { run } = await built(rooms[command] ?? `tools/${command}.js`);
    await run(args).catch(fail);
  }
}

// npm run func -- <arguments>: Azure Functions Core Tools at a pinned version. They are no dependency, since their
// package downloads a binary when it is installed, and an install without internet would fail for everybody.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const coreTools = 'azure-functions-core-tools@4.15.1';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const npm = process.env.npm_execpath ?? '';
const args = process.argv.slice(2);

const withoutNpm = `Start it through npm: "npm run func -- ${args.join(' ')}".`;

const notFetched = `
${coreTools} could not be fetched or started, for the reason above. Its package downloads a binary from
cdn.functions.azure.com when it is installed, and needs Node.js 22 or newer. Where that cannot be reached, install the
tools in another way, and run "npm run build" and "func start" yourself:
  any system   npm install -g azure-functions-core-tools@4
  Linux        sudo apt-get install azure-functions-core-tools-4   (from Microsoft's package feed)
  macOS        brew tap azure/functions && brew install azure-functions-core-tools@4
  Windows      winget install Microsoft.Azure.FunctionsCoreTools
"npm start" needs none of it: it brings a Functions host of its own.
`;

const notFromHere = `"func azure functionapp publish" uploads the folder in which it runs: here, the whole repository with all its
development dependencies. The package is dist/app. To build it, publish it and have it proven: npm run deploy -- <app>
By hand: npm run build:package, then in dist/app: func azure functionapp publish <app> --javascript
`;

await main();

async function main() {
  if (!/^(npm|npx)-cli\.c?js$/.test(basename(npm))) return fail(withoutNpm);
  if (isPublish(args)) return fail(notFromHere);
  if (usesBuild(args[0])) {
    const built = await run([join(root, 'tools', 'run.mjs'), 'build'], 'inherit');
    if (built !== 0) process.exit(built);
  }
  // A step of its own, so that a failure of the download is not taken for one of the functions.
  if ((await run(func(['--version']), 2)) !== 0) return fail(notFetched);
  if (args[0] === 'start') for (const note of notes()) process.stderr.write(`${note}\n`);
  process.exitCode = await run(func(args), 'inherit');
}

function usesBuild(command) {
  return ['start', 'host', 'pack'].includes(command);
}

/** As func reads it: without regard to case. */
function isPublish([first = '', second = '', third = '']) {
  return `${first} ${second} ${third}`.toLowerCase() === 'azure functionapp publish';
}

/** npm's JavaScript file under this Node: on Windows "npx" is a .cmd, which cannot be spawned without a shell. */
function func(funcArgs) {
  // Without foreground scripts npm hides the download, and ends without a word when it fails.
  return [npm, 'exec', '--yes', '--foreground-scripts', `--package=${coreTools}`, '--', 'func', ...funcArgs];
}

/** What "func start" lacks beside the tools; it reads no example and starts no services. */
function notes() {
  const settings = existsSync(join(root, 'local.settings.json'))
    ? []
    : ['There is no local.settings.json, which func start needs: copy local.settings.json.example to it.'];
  const services = existsSync(join(root, '.local', 'running.json'))
    ? []
    : [
        'Storage and hub do not run here: start them in another terminal with "npm run services", unless yours are set.',
      ];
  return [...settings, ...services];
}

/** Runs Node with these arguments in the repository; resolves with the exit code, 128 + n for signal n. */
function run(nodeArgs, stdout) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, nodeArgs, { cwd: root, stdio: ['inherit', stdout, 'inherit'] });
    // A terminal's Ctrl-C reaches the child by itself; this process stays to pass on how it ends.
    const wait = () => undefined;
    const passOn = () => child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', passOn);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', passOn);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

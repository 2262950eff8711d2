import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeInstallLock } from './installLock.mjs';

/** Installs what package-lock.json names when it is missing or another version. npm's own progress goes to standard error. */
export function ensureInstalled(root) {
  if (firstMissing(root) === undefined) return;
  refuseLinkedModules(root);
  const release = locked(root);
  // Another command may have installed everything while this one waited.
  const missing = firstMissing(root);
  if (missing !== undefined) install(root, missing);
  release();
}

function install(root, missing) {
  process.stderr.write(`Installing the locked dependencies, since ${missing} is missing or out of date.\n`);
  const npm = process.env.npm_execpath;
  if (npm === undefined) stop('Run "npm ci" first, or start through npm: "npm start".');
  // npm's JavaScript file under this Node: on Windows "npm" is a .cmd, which cannot be spawned without a shell.
  const { status, error } = spawnSync(process.execPath, [npm, 'ci', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (error || status !== 0)
    stop(`"npm ci" failed (${error?.message ?? `exit code ${status}`}). Mend what it says above and start again.`);
}

function refuseLinkedModules(root) {
  const modules = join(root, 'node_modules');
  if (!lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  stop(
    `The dependencies in ${modules} are out of date, and it is a symbolic link: "npm ci" would empty the folder it points to. ` +
      'Run "npm ci" where that folder belongs, or delete the link, and start again.',
  );
}

function locked(root) {
  try {
    return takeInstallLock(root);
  } catch (error) {
    return stop(`The dependencies cannot be installed: ${error.message}`);
  }
}

/**
 * The first package of the lock file that node_modules lacks or has in another version. npm keeps in
 * node_modules/.package-lock.json what it installed, written last, so an interrupted install counts as none.
 * Packages of other platforms are optional and may be absent.
 */
export function firstMissing(root) {
  const wanted = readLock(join(root, 'package-lock.json'));
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  const lacks = ([path, { version, integrity, optional, link }]) =>
    path !== '' &&
    !optional &&
    !link &&
    (installed[path]?.version !== version || installed[path]?.integrity !== integrity);
  return Object.entries(wanted)
    .find(lacks)?.[0]
    .replace(/^.*node_modules\//, '');
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    return stop(
      `${path} cannot be read (${error.message}). Restore it with "git checkout -- package-lock.json", or delete node_modules.`,
    );
  }
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const waitAtMostMs = 10 * 60_000;

/** A lock that names nobody for so long was left by a process that ended before it had written its id. */
const unnamedAtMostMs = 5_000;

/**
 * Makes this process the only one that installs in `root`: "npm ci" empties node_modules first, so that a second one at
 * the same time breaks both. Waits while another process has the lock; one that a killed process left counts as none.
 * Returns the function that gives it back, which the end of the process does too. Throws when the wait has no end.
 */
export function takeInstallLock(root, waitMs = waitAtMostMs) {
  // In .local, which git ignores.
  const lock = join(root, '.local', 'install.pid');
  mkdirSync(dirname(lock), { recursive: true });
  const end = Date.now() + waitMs;
  let told = false;
  while (!written(lock)) {
    const pid = holder(lock);
    if (pid && !told) process.stderr.write(`Process ${pid} is installing the dependencies; waiting for it.\n`);
    told ||= Boolean(pid);
    if (pid === undefined) removeLeft(lock);
    if (Date.now() > end) throw new Error(`${lock} is still there. If no other command is installing, delete it.`);
    pause(200);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  return release;
}

function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function written(lock) {
  return !failsWith('EEXIST', () => writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' }));
}

/** The process that has the lock, 0 when it has not written its id yet; undefined when nobody has it. */
function holder(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0) return isAlive(pid) ? pid : undefined;
    return Date.now() - statSync(lock).mtimeMs < unnamedAtMostMs ? 0 : undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Of several that find the same lock left over, one removes it, having looked again: it could be a new one by then. */
function removeLeft(lock) {
  const removing = `${lock}.removing`;
  if (failsWith('EEXIST', () => mkdirSync(removing))) return;
  try {
    if (holder(lock) === undefined) rmSync(lock, { force: true });
  } finally {
    rmdirSync(removing);
  }
}

function isAlive(pid) {
  // EPERM: it exists and belongs to somebody else.
  return !failsWith('ESRCH', () => failsWith('EPERM', () => process.kill(pid, 0)));
}

function failsWith(code, act) {
  try {
    act();
    return false;
  } catch (error) {
    if (error.code === code) return true;
    throw error;
  }
}

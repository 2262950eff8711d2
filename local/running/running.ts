import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../errors/errorCode.ts';
import { createWhole } from './createWhole.ts';

/** What `.local/running.json` tells: who runs the local environment of a folder, and where its parts listen. */
export interface Running {
  readonly pid: number;
  readonly startedAt: string;
  /** Connection strings of the parts that are ours; absent where the settings name a real namespace or account. */
  readonly eventHubs?: string;
  readonly storage?: string;
  /** Base address of the Functions host's HTTP endpoint. */
  readonly functionsHost?: string;
  /** Base address of the stand-in for X, where one is read from. */
  readonly twitter?: string;
  /** The ceiling under which the stand-in is read: that of another terminal may be another one. */
  readonly twitterMaxPostsPerDay?: string | undefined;
}

/** Another process runs the local environment of this folder. */
export class AlreadyRunningError extends Error {
  readonly code = 'already-running';
  override readonly name = 'AlreadyRunningError';
}

/** `.local` or running.json is not what it should be. */
export class LocalFolderError extends Error {
  readonly code = 'local-folder';
  override readonly name = 'LocalFolderError';
}

export const localFolder = (root: string): string => join(root, '.local');
const file = (root: string): string => join(localFolder(root), 'running.json');

/** The local environment of a folder, or undefined when none runs there (a file that a killed process left counts as none). */
export function readRunning(root: string): Running | undefined {
  const running = parseRunning(readIfThere(file(root)));
  return running && isAlive(running.pid) ? running : undefined;
}

/** Takes the folder for this process. Throws AlreadyRunningError, with the process id, when another one has it. */
export function claimFolder(root: string, running: Running): void {
  refuseWhileRunning(root);
  try {
    mkdirSync(localFolder(root), { recursive: true });
    // Of two starts at the same moment one creates the file, whole at once, and the other finds it.
    while (!createWhole(file(root), text(running))) {
      refuseWhileRunning(root);
      setAside(root);
    }
  } catch (cause) {
    throw cause instanceof AlreadyRunningError ? cause : unusable(file(root), cause);
  }
}

/** Takes away the file of a process that is gone; should it be a new one by now, it is put back and the start refused. */
function setAside(root: string): void {
  const aside = `${file(root)}.${process.pid}`;
  try {
    renameSync(file(root), aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const found = parseRunning(readIfThere(aside));
  if (found && isAlive(found.pid)) {
    renameSync(aside, file(root));
    refuseWhileRunning(root);
  }
  rmSync(aside, { force: true });
}

/** Replaces what is told, in one step, so that a reader never sees half a file. */
export function publishRunning(root: string, running: Running): void {
  const next = `${file(root)}.next`;
  writeFileSync(next, text(running));
  renameSync(next, file(root));
}

/** Frees the folder, if it is ours. */
export function releaseFolder(root: string): void {
  if (readRunning(root)?.pid === process.pid) rmSync(file(root), { force: true });
}

/** Throws AlreadyRunningError when the local environment of this folder runs. */
export function refuseWhileRunning(root: string): void {
  const running = readRunning(root);
  if (!running || running.pid === process.pid) return;
  throw new AlreadyRunningError(
    `Tributary already runs in this folder (process ${running.pid}, since ${running.startedAt}). Stop it with Ctrl-C in its terminal, ` +
      `or with "kill ${running.pid}". If that process is something else, delete ${file(root)}.`,
  );
}

function text(running: Running): string {
  return `${JSON.stringify(running, undefined, 2)}\n`;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): LocalFolderError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LocalFolderError(`${path} cannot be used (${reason}). Delete .local and start again.`, { cause });
}

function parseRunning(json: string | undefined): Running | undefined {
  try {
    const value: unknown = JSON.parse(json ?? 'null');
    return isRunning(value) ? value : undefined;
  } catch {
    // Torn by a crash while it was written for the first time: nobody runs.
    return undefined;
  }
}

function isRunning(value: unknown): value is Running {
  if (typeof value !== 'object' || value === null) return false;
  const optional = ['eventHubs', 'storage', 'functionsHost', 'twitter', 'twitterMaxPostsPerDay'].map((name) =>
    Reflect.get(value, name),
  );
  return (
    Number.isInteger(Reflect.get(value, 'pid')) &&
    typeof Reflect.get(value, 'startedAt') === 'string' &&
    optional.every((each) => each === undefined || typeof each === 'string')
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return errorCode(error) === 'EPERM';
  }
}

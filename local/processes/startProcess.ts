import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { eachLine } from './lines.ts';
import { ProcessError } from './processError.ts';

export interface ProcessOptions {
  /** What messages call it: `storage`, `hub`, `host`. */
  readonly name: string;
  /** Arguments for Node: a file and its own, or `-e` and a script. */
  readonly nodeArguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly folder?: string;
  /** Every line of standard output and standard error. */
  readonly onLine?: (line: string) => void;
  /** Lines that say nothing about an end, left out of the last words: all, where somebody has seen them already. */
  readonly isNoLastWord?: (line: string) => boolean;
}

export interface LocalProcess {
  readonly name: string;
  readonly child: ChildProcess;
  /** Resolves when the process is gone, with what to say about it. Never rejects. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  /** Closes the channel, which tells it to end; waits at most that long (ms), then kills it with all its children. */
  stop(withinMs: number): Promise<void>;
}

const lastWordsKept = 12;

/**
 * Starts Node as a child with a channel, in a process group of its own: a terminal's Ctrl-C goes to a whole group, and
 * storage must not be gone before the last checkpoint is written. The channel closes when we die, however we die.
 */
export function startProcess(options: ProcessOptions): LocalProcess {
  const child = spawn(process.execPath, [...options.nodeArguments], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...(options.environment && { env: options.environment }),
    ...(options.folder && { cwd: options.folder }),
  });
  const lastWords = keepLastWords(child, options);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`The ${options.name} process could not be started: ${error.message}`));
    child.once('exit', async (exitCode, signal) => {
      // Not 'close': Node never emits it once the parent has disconnected the channel (nodejs/node#19433).
      await drained(child);
      resolve(epitaph(options.name, exitCode, signal, lastWords));
    });
  });
  child.on('error', () => undefined);
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  return { name: options.name, child, ended, hasEnded, stop: (withinMs) => stop(child, ended, withinMs) };
}

/** What a process wrote arrives after its exit; a grandchild that holds the pipe must not make us wait for ever. */
async function drained(child: ChildProcess): Promise<void> {
  const signal = AbortSignal.timeout(500);
  const open = [child.stdout, child.stderr].map(
    (stream) => stream && !stream.closed && once(stream, 'close', { signal }),
  );
  await Promise.allSettled(open);
}

function keepLastWords(child: ChildProcess, { onLine, isNoLastWord }: ProcessOptions): string[] {
  const kept: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    eachLine(stream, (line) => {
      onLine?.(line);
      if (isNoLastWord?.(line)) return;
      kept.push(line);
      if (kept.length > lastWordsKept) kept.shift();
    });
  }
  return kept;
}

function epitaph(name: string, exitCode: number | null, signal: string | null, lastWords: readonly string[]): string {
  const how = signal === null ? `with exit code ${exitCode}` : `by ${signal}`;
  const words = lastWords.length === 0 ? '' : ` Its last words:\n${lastWords.map((line) => `  ${line}`).join('\n')}`;
  return `The ${name} process ended ${how}.${words}`;
}

async function stop(child: ChildProcess, ended: Promise<string>, withinMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => killGroup(child), withinMs);
  await ended;
  clearTimeout(timer);
}

function killGroup(child: ChildProcess): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended between the time-out and the kill.
    child.kill('SIGKILL');
  }
}

/** The first of `event`, the process's end and the time limit; the last two are errors, an end with its last words. */
export async function beforeItEnds<T>(local: LocalProcess, event: Promise<T>, withinMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const words = `The ${local.name} process gave no sign within ${withinMs / 1000} s. Start again; if it repeats, run "npm run reset".`;
    timer = setTimeout(() => reject(new ProcessError(words)), withinMs);
  });
  const early = local.ended.then((words) => Promise.reject(new ProcessError(words)));
  try {
    return await Promise.race([event, early, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** As beforeItEnds, for a process that is of no use without the event: it is killed when the event does not come. */
export async function orKill<T>(local: LocalProcess, event: Promise<T>, withinMs: number): Promise<T> {
  try {
    return await beforeItEnds(local, event, withinMs);
  } catch (error) {
    await local.stop(0);
    throw error;
  }
}

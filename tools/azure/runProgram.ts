import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { win32 } from 'node:path';
import type { Readable } from 'node:stream';
import { eachLine } from '../../local/processes/lines.ts';
import { AzureError } from './azureError.ts';
import { startableCommand } from './startableCommand.ts';

export interface ProgramOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** How long it may take, in ms; then it is ended with its children. */
  readonly timeLimitMs: number;
  /** Where it runs; without it, here. */
  readonly folder?: string;
  /** Takes each line that it prints, as it prints it, beside what is kept. */
  readonly onLine?: (line: string) => void;
}

export interface ProgramResult {
  readonly exitCode: number;
  /** Standard output and standard error, apart; the last 16 MiB of each. */
  readonly output: string;
  readonly errors: string;
}

const mostKept = 16 * 1024 * 1024;

/** Ctrl-C, a supervisor's request, and a terminal that was closed. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program to its end. Rejects with AzureError when it cannot be started or takes too long, not when it fails. */
export async function runProgram(
  file: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const command = startableCommand(file, args, options.environment);
  const child = spawn(command.file, [...command.args], {
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    windowsVerbatimArguments: command.verbatim,
    // A group of its own, so that the time limit reaches what a shell script started too.
    detached: process.platform !== 'win32',
    ...(options.folder !== undefined && { cwd: options.folder }),
  });
  const [output, errors] = [kept(child.stdout, options.onLine), kept(child.stderr, options.onLine)];
  const exitCode = await endedInTime(child, file, options.timeLimitMs);
  return { exitCode, output: output(), errors: errors() };
}

function kept(stream: Readable, onLine: ((line: string) => void) | undefined): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (more: string) => {
    text = (text + more).slice(-mostKept);
  });
  if (onLine !== undefined) eachLine(stream, onLine);
  return () => text;
}

/** Ends the program at the time limit and when this one is to end, and rejects then, so that the caller can tidy up. */
async function endedInTime(child: ChildProcess, file: string, timeLimitMs: number): Promise<number> {
  const stopping = new AbortController();
  const tooLong = new AzureError('timed-out', `${file} had not ended after ${timeLimitMs / 1000} s and was stopped.`);
  const timer = setTimeout(() => stopping.abort(tooLong), timeLimitMs);
  const interrupt = (): void => stopping.abort(new AzureError('interrupted', 'Interrupted.'));
  for (const signal of endings) process.once(signal, interrupt);
  try {
    const [code]: unknown[] = await once(child, 'close', { signal: stopping.signal });
    return typeof code === 'number' ? code : 1;
  } catch (error) {
    if (!stopping.signal.aborted) throw notStarted(file, error);
    endWithChildren(child);
    throw stopping.signal.reason;
  } finally {
    clearTimeout(timer);
    for (const signal of endings) process.off(signal, interrupt);
  }
}

function notStarted(file: string, error: unknown): AzureError {
  const why = error instanceof Error ? error.message : String(error);
  return new AzureError('missing', `${file} could not be started: ${why}`, { cause: error });
}

/** What is stopped is no longer waited for: its pipes are closed, since a grandchild may hold them open. */
function endWithChildren(child: ChildProcess): void {
  if (child.pid !== undefined) {
    if (process.platform === 'win32') killTree(child.pid);
    else killGroup(child.pid);
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}

/** By its full path: Windows would look for it in the current folder first. */
function killTree(pid: number): void {
  const taskkill = win32.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  spawn(taskkill, ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' }).on('error', () => undefined);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

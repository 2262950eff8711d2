import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fieldOf } from './numbersOf.ts';

/** A process that says nothing for this long has failed. */
const silenceMs = 120_000;

export interface BenchProcess {
  /** Resolves with the command's result. Rejects when it fails, or its process ends or falls silent. */
  ask(command: string, input?: unknown, onProgress?: (done: number) => void): Promise<unknown>;
  /** Ends the process at once. Safe to call twice. */
  end(): void;
}

/** Starts one of this folder's `…Process` files. It takes one command at a time. */
export function startBenchProcess(name: string, nodeArguments: readonly string[] = []): BenchProcess {
  const child = fork(join(__dirname, `${name}.js`), { execArgv: [...nodeArguments], stdio: ['ignore', 2, 2, 'ipc'] });
  child.on('error', () => undefined);
  return {
    ask: (command, input, onProgress) => ask(child, { command, input }, onProgress),
    end: () => void child.kill('SIGKILL'),
  };
}

function ask(child: ChildProcess, request: object, onProgress: (done: number) => void = () => undefined) {
  return new Promise<unknown>((resolve, reject) => {
    const fail = (why: string): void => settle(() => reject(new Error(`${child.spawnargs[1]} ${why}`)));
    const timer = setTimeout(() => fail(`said nothing for ${silenceMs / 1000} s.`), silenceMs);
    const onExit = (): void => fail('ended before it answered.');
    const onMessage = (message: unknown): void => {
      timer.refresh();
      const [done, error] = [fieldOf(message, 'progress'), fieldOf(message, 'error')];
      if (typeof done === 'number') onProgress(done);
      else if (typeof error === 'string') fail(`failed: ${error}`);
      else settle(() => resolve(fieldOf(message, 'result')));
    };
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      finish();
    };
    child.on('message', onMessage).on('exit', onExit);
    if (child.exitCode !== null || child.signalCode !== null) onExit();
    else child.send(request);
  });
}

import { say, sayOnError } from '../commandLine/say.ts';
import type { LocalProcess } from '../processes/startProcess.ts';
import { watchParent } from './watchParent.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when the run is to end, having said why: on a signal, when the process that started us is gone, when nobody
 * reads our output any more, or when one of the processes ends by itself, which makes the exit code 1.
 */
export function watchRun(processes: readonly (LocalProcess | undefined)[]): Promise<void> {
  return new Promise((resolve) => {
    const end = once((report: () => void) => {
      endWatch();
      report();
      resolve();
    });
    // The handlers stay: a second Ctrl-C must not cut off the writing of the last checkpoint.
    for (const signal of signals) process.on(signal, () => end(() => say('Stopping.')));
    process.stdout.on('error', () => end(() => sayOnError('Stopping, since nobody reads the output.')));
    const endWatch = watchParent(() => end(() => say('Stopping, since the process that started this one has ended.')));
    for (const each of processes) void each?.ended.then((words) => end(() => failWith(words)));
  });
}

function failWith(words: string): void {
  process.exitCode = 1;
  sayOnError(words);
}

function once<T>(act: (value: T) => void): (value: T) => void {
  let done = false;
  return (value) => {
    if (done) return;
    done = true;
    act(value);
  };
}

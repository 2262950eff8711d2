import type { LocalProcess } from '../processes/startProcess.ts';
import { watchParent } from './watchParent.ts';

export interface EndOfRun {
  /** Did something break, rather than somebody ask? */
  readonly failed: boolean;
  readonly words: string;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when the run is to end: on a signal, when the process that started us is gone, when nobody reads our output
 * any more, or when one of the processes ends by itself.
 */
export function watchRun(processes: readonly (LocalProcess | undefined)[]): Promise<EndOfRun> {
  return new Promise((resolve) => {
    const asked = (words: string) => () => {
      endWatch();
      resolve({ failed: false, words });
    };
    // The handlers stay: a second Ctrl-C must not cut off the writing of the last checkpoint.
    for (const signal of signals) process.on(signal, asked('Stopping.'));
    process.stdout.on('error', asked('Stopping, since nobody reads the output.'));
    const endWatch = watchParent(asked('Stopping, since the process that started this one has ended.'));
    for (const each of processes) {
      void each?.ended.then((words) => {
        endWatch();
        resolve({ failed: true, words });
      });
    }
  });
}

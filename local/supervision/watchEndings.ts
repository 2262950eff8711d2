import { say, sayOnError } from '../commandLine/say.ts';
import type { LocalProcess } from '../processes/startProcess.ts';
import { watchParent } from './watchParent.ts';

/** What asks a command to end: a signal, the end of the process that started us, an output that nobody reads. */
export interface Endings {
  /** Sets what is done about it, from now on; it is asked once at most. */
  handle(act: () => void): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Watches from now on. The first thing that asks is said and acted upon, and everything after it changes nothing. */
export function watchEndings(act: () => void): Endings {
  let current = act;
  let asked = false;
  const ask = (report: () => void) => (): void => {
    if (asked) return;
    asked = true;
    endWatch();
    report();
    current();
  };
  // The handlers stay: a second Ctrl-C must not cut off the writing of the last checkpoint.
  for (const signal of signals)
    process.on(
      signal,
      ask(() => say('Stopping.')),
    );
  process.stdout.on(
    'error',
    ask(() => sayOnError('Stopping, since nobody reads the output.')),
  );
  const endWatch = watchParent(ask(() => say('Stopping, since the process that started this one has ended.')));
  return {
    handle: (next) => {
      current = next;
    },
  };
}

/** Resolves when the run is to end: asked, or because one of the processes ended, which is said and makes the exit code 1. */
export async function untilEnd(endings: Endings, processes: readonly (LocalProcess | undefined)[]): Promise<void> {
  const asked = new Promise<undefined>((resolve) => endings.handle(() => resolve(undefined)));
  const words = await Promise.race([asked, ...processes.flatMap((each) => (each ? [each.ended] : []))]);
  if (words === undefined) return;
  process.exitCode = 1;
  sayOnError(words);
}

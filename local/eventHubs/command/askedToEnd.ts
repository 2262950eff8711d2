import { errorCode } from '../options/errorCode.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when this process is to end: by a signal, since nobody reads what it prints, or since npm, which started it, is
 * gone. A signal after that ends the process at once. To be called first of all, so that nothing is missed.
 */
export function askedToEnd(output: NodeJS.WritableStream, progress: NodeJS.WritableStream): Promise<void> {
  // Nothing is left to be done about a log that nobody reads; unheard, the error would end the process.
  progress.on('error', () => undefined);
  return new Promise((resolve) => {
    let asked = false;
    const ask = (): void => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    };
    for (const signal of signals) process.on(signal, ask);
    output.on('error', () => resolve());
    if (process.env.npm_command !== undefined) watchParent(() => resolve());
  });
}

/**
 * npm passes SIGTERM on to nobody, it ends its shell, and we would go on as an orphan with the ports taken. Only under
 * npm: a service that a script puts in the background is meant to outlive it.
 */
function watchParent(onGone: () => void, everyMs = 200): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  // It must not be what keeps this process alive.
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

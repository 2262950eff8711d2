import { errorCode } from '../errors/errorCode.ts';

// As early as can be: a parent that goes while the environment starts would else pass for the one we began with.
const parent = process.ppid;

/**
 * Calls back once when the process that started us is gone: npm passes SIGTERM on to nobody, it ends its shell, and we
 * would go on as an orphan. The returned function ends the watch.
 */
export function watchParent(onGone: () => void, everyMs = 200): () => void {
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  // It must not be what keeps this process alive.
  timer.unref();
  return () => clearInterval(timer);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

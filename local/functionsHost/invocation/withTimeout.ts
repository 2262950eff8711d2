/** The run took longer than `functionTimeout` allows. */
export class FunctionTimeoutError extends Error {
  override readonly name = 'FunctionTimeoutError';
  readonly code = 'function-timeout';
}

/**
 * Waits for a run at most so long. The real host then restarts the worker process, which ends all other runs in it; here
 * only this run counts as failed, and what it still does goes on unwatched.
 */
export async function withTimeout(run: Promise<void>, timeoutMs: number | undefined, name: string): Promise<void> {
  if (timeoutMs === undefined) return run;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const fact = `Timeout value of ${timeoutMs / 1000} s was exceeded by function ${name}`;
    const error = () => new FunctionTimeoutError(`${fact}. Make it faster, or raise functionTimeout in host.json.`);
    timer = setTimeout(() => reject(error()), Math.min(timeoutMs, 2 ** 31 - 1));
  });
  try {
    await Promise.race([run, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

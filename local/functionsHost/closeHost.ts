import type { AdminServer } from './admin/adminServer.ts';
import type { FunctionSet } from './functionSet.ts';
import { messageOf } from './functionsHostError.ts';
import type { HostLog } from './hostLog.ts';
import { within } from './within.ts';
import type { LoadedApp } from './worker/loadApp.ts';

export interface ClosingParts {
  readonly admin: AdminServer;
  readonly log: HostLog;
  readonly stopping: AbortController;
  readonly graceOver: AbortController;
  /** Undefined when the start has not come so far. */
  readonly functions: () => FunctionSet | undefined;
  readonly app: () => LoadedApp | undefined;
}

/** Ends of the steps, in milliseconds from the word to stop. Azure gives minutes; a person at Ctrl-C gives two seconds. */
const steps = { settled: 1_000, terminated: 1_150, closed: 1_450 };

/**
 * How a host ends: listeners stop and running executions get a second; `appTerminate` hooks run; then what is held, the
 * partitions and the timer locks last, is released. Calling it again gives the same end.
 */
export function closeHost(parts: ClosingParts): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => {
    closed ??= close(parts);
    return closed;
  };
}

async function close({ admin, log, stopping, graceOver, functions, app }: ClosingParts): Promise<void> {
  const startedAt = performance.now();
  const until = (end: number, work: Promise<unknown>): Promise<boolean> =>
    within(end - (performance.now() - startedAt), work, (error) =>
      log.entry('Host.Shutdown', 'warning', `While the host stopped: ${messageOf(error)}`),
    );
  stopping.abort();
  await until(steps.settled, Promise.resolve(functions()?.settle()));
  graceOver.abort();
  const hooks = app()?.registration.hooks;
  await until(
    steps.terminated,
    Promise.resolve(hooks?.run('appTerminate', { hookData: {}, appHookData: hooks.appHookData })),
  );
  await until(steps.closed, Promise.all([functions()?.close(), admin.close()]));
}

import { resolve } from 'node:path';
import { startAdminServer } from './admin/adminServer.ts';
import { closeHost } from './closeHost.ts';
import type { FoundFunction, FunctionsHostOptions, RunningFunctionsHost } from './contract.ts';
import { describeHost } from './describeHost.ts';
import { FunctionSet } from './functionSet.ts';
import type { HostLog } from './hostLog.ts';
import type { TriggerHost } from './triggers/trigger.ts';
import { type LoadedApp, loadApp } from './worker/loadApp.ts';

/** What the status page says; the version is that of the host whose behaviour is followed. */
const hostVersion = '4.1037.0';

/**
 * Starts the functions of an app folder as the Azure Functions host would. Once per process: a second app, or a changed one,
 * needs a new process. Rejects with FunctionsHostError for what a person can mend, and with the system's error (code
 * EADDRINUSE, EACCES) when the port cannot be had; then nothing of the app has been loaded yet.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<RunningFunctionsHost> {
  const appFolder = resolve(options.appFolder);
  const described = describeHost({ ...options, appFolder });
  const { log } = described;
  const stopping = new AbortController();
  const graceOver = new AbortController();
  const host = { ...described, stopping: stopping.signal, graceOver: graceOver.signal };
  let functions: FunctionSet | undefined;
  const admin = await startAdminServer({
    port: options.port,
    status: () => status(host, functions === undefined ? 'Starting' : 'Running'),
    start: (name, input) => functions?.startOnce(name, input) ?? 'unknown',
  });
  const close = closeHost({ admin, log, stopping, graceOver, functions: () => functions, app: () => app });
  let app: LoadedApp | undefined;
  try {
    app = await loadApp(appFolder, (level, category, text) =>
      log.entry(category === 'user' ? 'Function' : 'Worker', level, text),
    );
    functions = new FunctionSet(app, { ...host, capabilities: app.capabilities });
    report(functions.found, log);
    await functions.listen();
    return { port: admin.port, functions: functions.found, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function status(
  { hostId, hostJson }: Pick<TriggerHost, 'hostId' | 'hostJson'>,
  state: string,
): Record<string, unknown> {
  const { bundle } = hostJson;
  return {
    id: hostId,
    state,
    version: hostVersion,
    processUptime: Math.round(process.uptime() * 1000),
    ...(bundle !== undefined && { extensionBundle: bundle }),
  };
}

/** In the form of `func start`. */
function report(found: readonly FoundFunction[], log: HostLog): void {
  log.line('Functions:');
  for (const { name, trigger, state, detail } of found) {
    const remark = state === 'started' ? '' : ` (${detail === undefined ? state : `${state}: ${detail}`})`;
    log.line(`        ${name}: ${trigger}${remark}`);
  }
}

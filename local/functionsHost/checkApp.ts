import { resolve } from 'node:path';
import type { FunctionsHostOptions } from './contract.ts';
import { describeHost } from './describeHost.ts';
import { FunctionSet } from './functionSet.ts';
import { loadApp } from './worker/loadApp.ts';

/**
 * All that a start checks and that needs no running service: host.json, the function files, names, schedules, retry
 * policies, and whether connections are set and well-formed. The app's code is loaded, its `appStart` hooks do not run.
 * Once per process, like a start. Rejects with the error that a start would reject with.
 */
export async function checkApp(options: Pick<FunctionsHostOptions, 'appFolder' | 'settings'>): Promise<void> {
  const appFolder = resolve(options.appFolder);
  const host = describeHost({ appFolder, settings: options.settings, write: () => undefined });
  const app = await loadApp(appFolder, () => undefined, { runsAppStart: false });
  const { capabilities } = app;
  const never = new AbortController().signal;
  await new FunctionSet(app, { ...host, capabilities, stopping: never, graceOver: never }).prepare();
}

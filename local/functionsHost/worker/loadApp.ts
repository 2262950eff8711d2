import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FunctionsHostError, messageOf } from '../functionsHostError.ts';
import { readAppPackage } from './appPackage.ts';
import { type AppRegistration, type CoreLog, createFunctionsCore } from './functionsCore.ts';
import { injectModule } from './injectModule.ts';
import type { ProgrammingModel } from './programmingModel.ts';

export interface LoadedApp {
  readonly registration: AppRegistration;
  readonly model: ProgrammingModel;
  /** What the worker and `app.setup` have announced. */
  readonly capabilities: Readonly<Record<string, string>>;
}

/** Those of the Node worker 3.9.1. https://github.com/Azure/azure-functions-nodejs-worker/blob/v3.x/src/eventHandlers/WorkerInitHandler.ts */
const workerCapabilities = [
  'RawHttpBodyBytes',
  'RpcHttpTriggerMetadataRemoved',
  'RpcHttpBodyOnly',
  'IgnoreEmptyValuedRpcHttpHeaders',
  'UseNullableValueDictionaryForHttp',
  'WorkerStatus',
  'TypedDataCollection',
  'HandlesWorkerTerminateMessage',
];

/**
 * Loads an app in the worker's order: entry files, `appStart` hooks, capabilities (which lock `app.setup`), then the
 * lock on registration. An error while an entry file loads blocks the whole app, as in the worker since Node 20.
 * Once per process: `@azure/functions` keeps what it was given. Without its `appStart` hooks an app is loaded only to be
 * looked at; what those would register is then unknown.
 */
export async function loadApp(
  appFolder: string,
  log: CoreLog,
  { runsAppStart = true }: { readonly runsAppStart?: boolean } = {},
): Promise<LoadedApp> {
  const { files, isModule } = readAppPackage(appFolder);
  const registration = createFunctionsCore(log);
  injectModule('@azure/functions-core', registration.core);
  for (const file of files) await loadEntryFile(appFolder, file, isModule);
  const model = registration.model();
  if (model === undefined) throw noFunctions(appFolder);
  if (runsAppStart) await runAppStart(registration);
  const capabilities = await model.getCapabilities(
    Object.fromEntries(workerCapabilities.map((name) => [name, 'true'])),
  );
  registration.lock();
  if (registration.functions.size === 0) throw noFunctions(appFolder);
  return { registration, model, capabilities };
}

async function loadEntryFile(appFolder: string, file: string, isModule: boolean): Promise<void> {
  try {
    // The address is computed outside import(…), where TypeScript 7.0.2 would lose the name of the function.
    const address = pathToFileURL(file).href;
    if (file.endsWith('.mjs') || (isModule && !file.endsWith('.cjs'))) await import(address);
    else createRequire(file)(file);
  } catch (cause) {
    throw new FunctionsHostError(
      'function',
      `${relative(appFolder, file)} failed while it was loaded, so no function starts: ${messageOf(cause)}. Mend it and start again.`,
      { cause },
    );
  }
}

async function runAppStart({ hooks }: AppRegistration): Promise<void> {
  try {
    await hooks.run('appStart', { hookData: {}, appHookData: hooks.appHookData });
  } catch (cause) {
    throw new FunctionsHostError('function', `An appStart hook failed: ${messageOf(cause)}. Mend it and start again.`, {
      cause,
    });
  }
}

function noFunctions(appFolder: string): FunctionsHostError {
  return new FunctionsHostError(
    'app',
    `No function was registered by the files that package.json names in ${appFolder}. Register one with app.timer(…) or app.eventHub(…) of @azure/functions 4.`,
  );
}

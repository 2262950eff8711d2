import { type HookCallback, Hooks } from './hooks.ts';
import type {
  FunctionCallback,
  FunctionMetadata,
  LogCategory,
  LogLevel,
  ProgrammingModel,
  RegisteredFunction,
} from './programmingModel.ts';

/** What the host keeps of an app while it registers itself. */
export interface AppRegistration {
  /** What `require('@azure/functions-core')` gives to the app's own copy of `@azure/functions`. */
  readonly core: Readonly<Record<string, unknown>>;
  readonly hooks: Hooks;
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  model(): ProgrammingModel | undefined;
  /** From here on `app.*` throws, as in the worker once the host has asked for the list of functions. */
  lock(): void;
}

export type CoreLog = (level: LogLevel, category: LogCategory, message: string) => void;

class Disposable {
  readonly #dispose: () => unknown;

  constructor(dispose: () => unknown) {
    this.#dispose = dispose;
  }

  static from(...disposables: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): unknown {
    return this.#dispose();
  }
}

/**
 * The module `@azure/functions-core`, which exists only inside a worker.
 * https://github.com/Azure/azure-functions-nodejs-worker/tree/v3.x/src/coreApi
 */
export function createFunctionsCore(log: CoreLog): AppRegistration {
  const hooks = new Hooks();
  const functions = new Map<string, RegisteredFunction>();
  let model: ProgrammingModel | undefined;
  let locked = false;

  const registerFunction = (metadata: FunctionMetadata, callback: FunctionCallback): Disposable => {
    const { name } = metadata;
    if (locked) throw new Error(`Function "${name}" is registered too late: only files that load at start may do so.`);
    if (functions.has(name))
      throw new Error(`Function "${name}" is registered twice. Give one of the two another name.`);
    functions.set(name, { metadata, callback });
    return new Disposable(() => functions.delete(name));
  };

  return {
    hooks,
    functions,
    model: () => model,
    lock: () => {
      locked = true;
    },
    core: {
      version: '3.9.1',
      hostVersion: '4.1037.0',
      Disposable,
      log,
      registerFunction,
      registerHook: (name: string, callback: HookCallback) => hooks.register(name, callback),
      setProgrammingModel: (set: ProgrammingModel) => {
        model = set;
      },
      getProgrammingModel: () => model,
    },
  };
}

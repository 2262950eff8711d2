export const hookNames = ['appStart', 'preInvocation', 'postInvocation', 'appTerminate', 'log'] as const;
export type HookName = (typeof hookNames)[number];
export type HookCallback = (context: Record<string, unknown>) => unknown;

/** The hooks of an app: run in the order of their registration, one after the other. */
export class Hooks {
  /** Shared by every hook of the app, as `appHookData` of the older programming model. */
  readonly appHookData: Record<string, unknown> = {};
  readonly #callbacks = new Map<HookName, HookCallback[]>();

  /** An unknown name is a RangeError, marked as the library expects of the worker's own errors. */
  register(name: string, callback: HookCallback): { dispose(): void } {
    const known = hookNames.find((candidate) => candidate === name);
    if (known === undefined) throw unknownHook(name);
    this.#callbacks.set(known, [...this.#of(known), callback]);
    return { dispose: () => void this.#callbacks.set(known, without(this.#of(known), callback)) };
  }

  async run(name: HookName, context: Record<string, unknown>): Promise<void> {
    for (const callback of this.#of(name)) await callback(context);
  }

  /** For `log`, which cannot wait. */
  runNow(name: HookName, context: Record<string, unknown>): void {
    for (const callback of this.#of(name)) callback(context);
  }

  #of(name: HookName): readonly HookCallback[] {
    return this.#callbacks.get(name) ?? [];
  }
}

function without(callbacks: readonly HookCallback[], callback: HookCallback): HookCallback[] {
  return callbacks.filter((other) => other !== callback);
}

function unknownHook(name: string): RangeError {
  const error = new RangeError(`Unrecognized hook "${name}". Known are ${hookNames.join(', ')}.`);
  return Object.assign(error, { isAzureFunctionsSystemError: true });
}

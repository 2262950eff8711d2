import type { FoundFunction } from './contract.ts';
import { defineFunction, type FunctionDefinition } from './functionDefinition.ts';
import { messageOf } from './functionsHostError.ts';
import { createFunctionRunner, type FunctionRunner } from './invocation/functionRunner.ts';
import { reportOnce } from './reportOnce.ts';
import { untilStorageAnswers } from './storage/untilStorageAnswers.ts';
import type { Listener, PreparedTrigger, TriggerHost } from './triggers/trigger.ts';
import { supportOf } from './triggers/triggerKinds.ts';
import type { LoadedApp } from './worker/loadApp.ts';

interface HostedFunction {
  readonly found: FoundFunction;
  readonly runner: FunctionRunner;
  /** Undefined for a function that is skipped. */
  readonly prepare: (() => Promise<PreparedTrigger>) | undefined;
}

/** The functions of an app, in the order of their registration. */
export class FunctionSet {
  readonly #host: TriggerHost;
  readonly #functions: readonly HostedFunction[];
  readonly #manualRuns = new Set<Promise<void>>();
  #listeners: readonly Listener[] = [];

  /** Throws FunctionsHostError for a function that is registered in a way no host could serve. */
  constructor(app: LoadedApp, host: TriggerHost) {
    this.#host = host;
    const definitions = [...app.registration.functions.values()].map((one) => defineFunction(one, host.settings));
    this.#functions = definitions.map((definition) => hosted(definition, app, host));
  }

  get found(): readonly FoundFunction[] {
    return this.#functions.map(({ found }) => found);
  }

  /**
   * Checks every trigger that is to start, and the setting of the host's storage. Connects to nothing. Throws
   * FunctionsHostError for what cannot work.
   */
  async prepare(): Promise<readonly PreparedTrigger[]> {
    const prepared: PreparedTrigger[] = [];
    for (const { found, prepare } of this.#functions) {
      if (found.state === 'started' && prepare !== undefined) prepared.push(await prepare());
    }
    if (prepared.length > 0) await this.#host.storage();
    return prepared;
  }

  /**
   * All triggers are checked before the first one starts, so that a fault leaves no half-started system. Waits for the host's
   * storage as long as it is away.
   */
  async listen(): Promise<void> {
    const { log, clock, stopping } = this.#host;
    const report = reportOnce((text) => log.entry('Host.Startup', 'error', text), clock);
    for (const trigger of await this.prepare()) {
      const listener = await untilStorageAnswers(() => trigger.listen(), { report, stopping });
      this.#listeners = [...this.#listeners, listener];
    }
  }

  /** Starts one execution, without waiting for it. Also of a disabled function, as the real host does. */
  startOnce(name: string, input: string): 'started' | 'unknown' | { readonly refused: string } {
    const hostedFunction = this.#functions.find(({ found }) => found.name.toLowerCase() === name.toLowerCase());
    if (hostedFunction === undefined) return 'unknown';
    const { found, prepare, runner } = hostedFunction;
    if (prepare === undefined) return { refused: `Function ${found.name} cannot run here: ${found.detail}.` };
    const run = this.#runOnce(prepare, runner, input).catch((error: unknown) =>
      this.#host.log.entry(
        `Function.${found.name}`,
        'error',
        `Function ${found.name} was not run: ${messageOf(error)}`,
      ),
    );
    this.#manualRuns.add(run);
    run.finally(() => this.#manualRuns.delete(run)).catch(() => undefined);
    return 'started';
  }

  async settle(): Promise<void> {
    await Promise.all([...this.#manualRuns, ...this.#listeners.map((listener) => listener.settle())]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener.close()));
  }

  async #runOnce(prepare: () => Promise<PreparedTrigger>, runner: FunctionRunner, input: string): Promise<void> {
    const trigger = await prepare();
    const value = await trigger.manualValue(input);
    await runner.run(value, 'Started by the admin interface', this.#host.stopping);
  }
}

function hosted(definition: FunctionDefinition, app: LoadedApp, host: TriggerHost): HostedFunction {
  const { name, triggerType, registered, policy, isDisabled, otherBindings } = definition;
  const { hostJson, log } = host;
  const runner = createFunctionRunner({ app, registered, policy, timeoutMs: hostJson.functionTimeoutMs, log });
  const support = supportOf({ triggerType, otherBindings, bundle: hostJson.bundle });
  if ('skipped' in support) {
    const found = { name, trigger: triggerType, state: 'skipped', detail: support.skipped } as const;
    return { found, runner, prepare: undefined };
  }
  const found = { name, trigger: triggerType, state: isDisabled ? 'disabled' : 'started' } as const;
  return { found, runner, prepare: () => support.prepare(definition, runner, host) };
}

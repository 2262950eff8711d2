import { FunctionsHostError } from './functionsHostError.ts';
import { type RetryPolicy, readRetryPolicy } from './invocation/retryPolicy.ts';
import type { Settings } from './settings.ts';
import type { RegisteredFunction } from './worker/programmingModel.ts';

export type Binding = Readonly<Record<string, unknown>>;

/** A registered function with what decides how the host treats it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly registered: RegisteredFunction;
  /** The binding's registered name, under which its value must be handed over. */
  readonly triggerName: string;
  /** As in `timerTrigger`. */
  readonly triggerType: string;
  readonly trigger: Binding;
  /** Inputs and outputs besides the trigger, each as its type: `storageQueue`. */
  readonly otherBindings: readonly string[];
  readonly policy: RetryPolicy | undefined;
  readonly isDisabled: boolean;
}

/** Throws FunctionsHostError for a function without a trigger or with a retry policy that cannot be kept. */
export function defineFunction(registered: RegisteredFunction, settings: Settings): FunctionDefinition {
  const { metadata } = registered;
  const found = Object.entries(metadata.bindings).find(([, { type }]) => /trigger$/i.test(String(type)));
  if (found === undefined) {
    throw new FunctionsHostError('function', `Function ${metadata.name} has no trigger. Register it with one.`);
  }
  const [triggerName, trigger] = found;
  const triggerType = String(trigger.type);
  const policy = readRetryPolicy(metadata);
  return {
    name: metadata.name,
    registered,
    triggerName,
    triggerType,
    trigger,
    otherBindings: Object.entries(metadata.bindings).flatMap(([name, { type }]) =>
      name === triggerName ? [] : [String(type)],
    ),
    policy,
    isDisabled: isDisabled(metadata.name, settings),
  };
}

/**
 * Either setting is true or 1, in any case. A POSIX shell can set only the name with underscores.
 * https://learn.microsoft.com/azure/azure-functions/disable-function, HostListenerFactory.cs of azure-webjobs-sdk
 */
function isDisabled(name: string, settings: Settings): boolean {
  const values = [settings.get(`AzureWebJobs.${name}.Disabled`), settings.get(`AzureWebJobs_${name}_Disabled`)];
  return values.some((value) => value !== undefined && /^(true|1)$/i.test(value.trim()));
}

/** The text of a member of a trigger; undefined when absent or empty. Throws for any other type than text. */
export function triggerText({ name, trigger }: FunctionDefinition, member: string): string | undefined {
  const value = trigger[member];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new FunctionsHostError(
    'function',
    `Function ${name}: ${member} is ${JSON.stringify(value)}, but must be text. Correct its registration.`,
  );
}

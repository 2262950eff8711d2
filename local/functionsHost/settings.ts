import { FunctionsHostError } from './functionsHostError.ts';

/** App settings. Names are compared without case, as configuration in .NET is; `:` and `__` both part sections. */
export interface Settings {
  get(name: string): string | undefined;
}

export function createSettings(values: Readonly<Record<string, string>>): Settings {
  const byName = new Map(Object.entries(values).map(([name, value]) => [normal(name), value]));
  return { get: (name) => byName.get(normal(name)) };
}

function normal(name: string): string {
  return name.toLowerCase().replaceAll('__', ':');
}

/**
 * Replaces each `%NAME%` by the app setting of that name. Throws when one is not there.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-expressions-patterns#binding-expressions---app-settings
 */
export function resolveNames(text: string, settings: Settings, usedBy: string): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = settings.get(name);
    if (value !== undefined && value !== '') return value;
    throw new FunctionsHostError(
      'setting',
      `${usedBy}: "%${name}%" does not resolve to a value. Set the app setting ${name} in local.settings.json or the environment.`,
    );
  });
}

/** The named numbers of a message of another process. @throws Error when one is missing or no number */
export function numbersOf<Name extends string>(message: unknown, names: readonly Name[]): Record<Name, number> {
  const found: Partial<Record<Name, number>> = {};
  for (const name of names) found[name] = numberOf(message, name);
  if (hasAll(found, names)) return found;
  throw new Error(`A process of the benchmark answered without ${names.join(', ')}: ${JSON.stringify(message)}`);
}

/** The named text of a message of another process. @throws Error when it is missing */
export function textOf(message: unknown, name: string): string {
  const value = fieldOf(message, name);
  if (typeof value === 'string') return value;
  throw new Error(`A process of the benchmark answered without ${name}: ${JSON.stringify(message)}`);
}

/** The field of that name; undefined when the message has none. */
export function fieldOf(message: unknown, name: string): unknown {
  if (typeof message !== 'object' || message === null) return undefined;
  return Object.entries(message).find(([key]) => key === name)?.[1];
}

function numberOf(message: unknown, name: string): number | undefined {
  const value = fieldOf(message, name);
  return typeof value === 'number' ? value : undefined;
}

function hasAll<Name extends string>(
  found: Partial<Record<Name, number>>,
  names: readonly Name[],
): found is Record<Name, number> {
  return names.every((name) => found[name] !== undefined);
}

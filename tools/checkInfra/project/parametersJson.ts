import { memberOf } from '../memberOf.ts';

/** How azd fills a parameter: from a variable of its environment, else with this text. */
export interface Bound {
  readonly variable: string | undefined;
  readonly otherwise: string | undefined;
}

/** The parameters of a `main.parameters.json`; undefined when it is none. */
export function boundParameters(text: string): ReadonlyMap<string, Bound> | undefined {
  const parameters = memberOf(parsed(text), 'parameters');
  if (typeof parameters !== 'object' || parameters === null) return undefined;
  return new Map(Object.entries(parameters).map(([name, each]) => [name, bound(memberOf(each, 'value'))]));
}

function bound(value: unknown): Bound {
  const [, variable, otherwise] = /^\$\{([A-Z_0-9]+)(?:=([^}]*))?\}$/.exec(String(value)) ?? [];
  return { variable, otherwise };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

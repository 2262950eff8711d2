export type Environment = Readonly<Record<string, string | undefined>>;

/** App settings that are being read, and what was found wrong with them so far. */
export interface Settings {
  readonly problems: readonly string[];
  /** The text of a setting without blanks around it; undefined when it is absent or empty. */
  get(name: string): string | undefined;
  /** Takes note of a problem: fact, value, way out. Gives undefined, so that a reader can return it. */
  problem(message: string): undefined;
}

export function openSettings(environment: Environment): Settings {
  const problems: string[] = [];
  return {
    problems,
    get: (name) => environment[name]?.trim() || undefined,
    problem: (message) => void problems.push(message),
  };
}

/** The way out where a setting is missing. */
export const fromExample = 'Copy local.settings.json.example to local.settings.json, or set it on the function app.';

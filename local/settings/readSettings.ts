import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from './settingsError.ts';
import { readSettingsFile } from './settingsFile.ts';

const own = 'local.settings.json';
const example = 'local.settings.json.example';

export interface AppSettings {
  /** App settings by name; a variable of the environment has replaced the file's value of the same name. */
  readonly values: Readonly<Record<string, string>>;
  /** The file the values come from, for a line that says so; undefined when the folder has neither file. */
  readonly origin: typeof own | typeof example | undefined;
}

/**
 * The app settings of a folder: `Values` of local.settings.json, over which the process environment wins, as with Core
 * Tools. Unlike there, the file is plain JSON: no comments, no comma after the last value. Without that file the
 * committed example serves, so that a fresh clone runs with nothing set.
 * Throws SettingsError for a file that cannot be read or has another shape.
 * https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file
 */
export function readSettings(folder: string, environment: NodeJS.ProcessEnv): AppSettings {
  const origin = ([own, example] as const).find((name) => existsSync(join(folder, name)));
  const file = origin === undefined ? {} : readValues(join(folder, origin));
  const environmentValues = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { values: { ...file, ...Object.fromEntries(environmentValues) }, origin };
}

function readValues(path: string): Record<string, string> {
  const file = readSettingsFile(path);
  if (!isRecord(file)) throw new SettingsError(`${path} must hold a JSON object. Copy ${example} to start again.`);
  if (file.IsEncrypted === true) {
    throw new SettingsError(`${path} is encrypted. Run "func settings decrypt", or copy ${example} to ${own}.`);
  }
  if (!isRecord(file.Values))
    throw new SettingsError(`${path} has no object "Values". Copy ${example} to start again.`);
  return Object.fromEntries(Object.entries(file.Values).map(([name, value]) => [name, settingText(path, name, value)]));
}

function settingText(path: string, name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new SettingsError(`${path}: setting ${name} must be text, a number or a boolean. Put its value in quotes.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { FunctionsHostError } from '../functionsHostError.ts';
import type { Configuration } from './configuration.ts';
import { parseTimeSpan } from './timeSpan.ts';

export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** The text at a path such as `extensions.eventHubs.prefetchCount`; undefined when absent or empty. */
export function readText(configuration: Configuration, path: string): string | undefined {
  const text = configuration.get(path.toLowerCase().replaceAll('.', ':'));
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

export function readInteger(configuration: Configuration, path: string, range: Range): number | undefined {
  const text = readText(configuration, path);
  if (text === undefined) return undefined;
  if (!/^-?\d{1,10}$/.test(text)) throw refused(path, text, 'a whole number');
  return inRange(path, text, Number(text), range, String);
}

export function readBoolean(configuration: Configuration, path: string): boolean | undefined {
  const text = readText(configuration, path)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') throw refused(path, text, 'true or false');
  return text === 'true';
}

/** Milliseconds. The range is in milliseconds too. */
export function readTimeSpan(configuration: Configuration, path: string, range: Range): number | undefined {
  const text = readText(configuration, path);
  if (text === undefined) return undefined;
  const milliseconds = parseTimeSpan(text);
  if (milliseconds === undefined) throw refused(path, text, 'a time span such as "00:01:00"');
  return inRange(path, text, milliseconds, range, (limit) => `${limit / 1000} s`);
}

/** One of the names, compared without case and given back as written here. */
export function readName<Name extends string>(
  configuration: Configuration,
  path: string,
  names: readonly Name[],
): Name | undefined {
  const text = readText(configuration, path);
  if (text === undefined) return undefined;
  const found = names.find((name) => name.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw refused(path, text, `one of ${names.join(', ')}`);
  return found;
}

export function refused(path: string, value: string, wanted: string): FunctionsHostError {
  return new FunctionsHostError(
    'host-json',
    `host.json: ${path} is "${value}", but must be ${wanted}. Correct it, or the app setting that overrides it (AzureFunctionsJobHost__${path.replaceAll('.', '__')}).`,
  );
}

function inRange(path: string, text: string, value: number, range: Range, show: (limit: number) => string): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = range;
  if (value < min) throw refused(path, text, `${show(min)} or more`);
  if (value > max) throw refused(path, text, `${show(max)} or less`);
  return value;
}

import { FunctionsHostError } from '../functionsHostError.ts';
import type { Configuration } from './configuration.ts';
import { readText } from './readValue.ts';

export interface ExtensionBundle {
  readonly id: string;
  readonly version: string;
}

const mainBundle = 'Microsoft.Azure.Functions.ExtensionBundle';
const bundles = [mainBundle, `${mainBundle}.Preview`, `${mainBundle}.Experimental`, `${mainBundle}.Workflows`];
/** https://github.com/Azure/azure-functions-host/blob/v4.x/src/WebJobs.Script/extensionrequirements.json */
const leastVersion = [2, 8, 2];
/** Of the main bundle, published. */
const lastMajor = 4;

/**
 * The bundle of binding extensions that host.json asks for; undefined when it names none. Refused are an unknown id, a
 * version that is no NuGet range, and a range in which no bundle lies that version 4 of the real host takes.
 * https://learn.microsoft.com/azure/azure-functions/extension-bundles, https://learn.microsoft.com/nuget/concepts/package-versioning#version-ranges
 */
export function readExtensionBundle(configuration: Configuration): ExtensionBundle | undefined {
  const id = readText(configuration, 'extensionBundle.id');
  const version = readText(configuration, 'extensionBundle.version');
  if (id === undefined && version === undefined) return undefined;
  if (id === undefined || !bundles.some((known) => known.toLowerCase() === id.toLowerCase())) {
    throw refusedBundle('id', id, `"${mainBundle}"`);
  }
  const range = version === undefined ? undefined : parseRange(version);
  if (version === undefined || range === undefined)
    throw refusedBundle('version', version, 'a range such as "[4.*, 5.0.0)"');
  if (id.toLowerCase() === mainBundle.toLowerCase() && !holdsUsable(range)) {
    throw refusedBundle(
      'version',
      version,
      `a range that reaches ${leastVersion.join('.')} or a later bundle, such as "[4.*, 5.0.0)"`,
    );
  }
  return { id, version };
}

interface VersionRange {
  readonly from: readonly number[];
  /** Undefined = no upper end. */
  readonly to: readonly number[] | undefined;
  readonly toIsIn: boolean;
}

const floating = String.raw`\d+(?:\.\d+){0,3}|\*|\d+\.\*|\d+\.\d+\.\*`;
const fixed = String.raw`\d+(?:\.\d+){0,3}`;
const interval = new RegExp(String.raw`^([[(])\s*(${floating})?\s*(?:(,)\s*(${fixed})?\s*)?([\])])$`);

function parseRange(text: string): VersionRange | undefined {
  if (new RegExp(`^(?:${floating})$`).test(text)) return { from: numbers(text), to: undefined, toIsIn: false };
  const found = interval.exec(text);
  if (!found) return undefined;
  const [, open, low, comma, high, close] = found;
  if (comma === undefined) return low !== undefined && open === '[' && close === ']' ? exactly(low) : undefined;
  const range = {
    from: numbers(low ?? '0'),
    to: high === undefined ? undefined : numbers(high),
    toIsIn: close === ']',
  };
  return range.to !== undefined && compare(range.from, range.to) > 0 ? undefined : range;
}

function exactly(version: string): VersionRange {
  return { from: numbers(version), to: numbers(version), toIsIn: true };
}

function numbers(version: string): readonly number[] {
  return version.split('.').map((part) => (part === '*' ? 0 : Number(part)));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const different = [0, 1, 2, 3]
    .map((index) => (a[index] ?? 0) - (b[index] ?? 0))
    .find((difference) => difference !== 0);
  return different ?? 0;
}

function holdsUsable({ from, to, toIsIn }: VersionRange): boolean {
  if (compare(from, [lastMajor + 1]) >= 0) return false;
  return to === undefined || compare(to, leastVersion) > 0 || (toIsIn && compare(to, leastVersion) === 0);
}

function refusedBundle(member: string, value: string | undefined, wanted: string): FunctionsHostError {
  const fact = value === undefined ? 'is missing' : `is "${value}"`;
  return new FunctionsHostError(
    'host-json',
    `host.json: extensionBundle.${member} ${fact}, but must be ${wanted}. Correct it; see https://aka.ms/functions-hostjson.`,
  );
}

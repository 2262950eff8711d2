import { isRecord } from '../isRecord.ts';

/** Configuration as .NET keeps it: one text per path. Paths are lower case, their parts joined by ':'. */
export type Configuration = ReadonlyMap<string, string>;

export const jobHost = 'azurefunctionsjobhost:';

/** Flattens JSON: members and array indexes become parts of the path, null becomes the empty text. */
export function flatten(value: unknown, path = ''): Map<string, string> {
  const children = Array.isArray(value) ? Object.entries(value) : isRecord(value) ? Object.entries(value) : undefined;
  if (children === undefined) return new Map([[path, value === null || value === undefined ? '' : String(value)]]);
  return new Map(
    children.flatMap(([name, child]) => [
      ...flatten(child, path === '' ? name.toLowerCase() : `${path}:${name.toLowerCase()}`),
    ]),
  );
}

/**
 * Lays app settings over a host.json: `AzureFunctionsJobHost__a__b` replaces `a.b`. Names are compared without case.
 * https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values
 */
export function withOverrides(file: Configuration, settings: Readonly<Record<string, string>>): Configuration {
  const overrides = Object.entries(settings)
    .map(([name, value]) => [name.toLowerCase().replaceAll('__', ':'), value] as const)
    .filter(([path]) => path.startsWith(jobHost))
    .map(([path, value]) => [path.slice(jobHost.length), value] as const);
  return new Map([...file, ...overrides]);
}

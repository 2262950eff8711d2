import { type LogLevelName, logLevels } from '../hostLog.ts';
import type { Configuration } from './configuration.ts';
import { readName } from './readValue.ts';

const section = 'logging:loglevel:';

/** The least level of a category, by lower-case category name; '' is the default of all. */
export type LeastLevels = ReadonlyMap<string, LogLevelName>;

/**
 * `logging.logLevel` of host.json. Names are those of .NET ("Information"), compared without case.
 * https://learn.microsoft.com/azure/azure-functions/configure-monitoring#configure-log-levels
 */
export function readLogLevels(configuration: Configuration): LeastLevels {
  const categories = [...configuration.keys()].filter((path) => path.startsWith(section));
  return new Map(
    categories.flatMap((path) => {
      const level = readName(configuration, path.replaceAll(':', '.'), logLevels);
      const category = path.slice(section.length);
      return level === undefined ? [] : [[category === 'default' ? '' : category, level] as const];
    }),
  );
}

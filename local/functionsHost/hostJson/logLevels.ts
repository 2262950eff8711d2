import { type LogLevelName, logLevels } from '../hostLog.ts';
import type { Configuration } from './configuration.ts';
import { refused } from './readValue.ts';

const section = 'logging:loglevel:';

/** The least level of a category, by lower-case category name; '' is the default of all. */
export type LeastLevels = ReadonlyMap<string, LogLevelName>;

/**
 * `logging.logLevel` of host.json. Names are those of .NET ("Information"), compared without case.
 * https://learn.microsoft.com/azure/azure-functions/configure-monitoring#configure-log-levels
 */
export function readLogLevels(configuration: Configuration): LeastLevels {
  const entries = [...configuration].filter(([path]) => path.startsWith(section));
  return new Map(
    entries.map(([path, value]) => {
      const category = path.slice(section.length);
      return [category === 'default' ? '' : category, levelOf(category, value)] as const;
    }),
  );
}

function levelOf(category: string, value: string): LogLevelName {
  const level = logLevels.find((name) => name === value.toLowerCase());
  if (level === undefined) throw refused(`logging.logLevel.${category}`, value, `one of ${logLevels.join(', ')}`);
  return level;
}

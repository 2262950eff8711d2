import { visible } from './visible.ts';

/** From least to most important; `none` is above all, so nothing reaches it. */
export const logLevels = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'] as const;
export type LogLevelName = (typeof logLevels)[number];

export interface HostLog {
  /** One entry of a category such as `Function.storeTweets.User` or `Host.Triggers`. */
  entry(category: string, level: LogLevelName, text: string): void;
  /** A line of the start-up report: always shown, without a time. */
  line(text: string): void;
  readonly verbose: boolean;
}

export interface HostLogOptions {
  readonly write: (line: string) => void;
  readonly clock: () => number;
  readonly verbose: boolean;
  /** Least level by lower-case category; '' is the default. The longest category that is a prefix decides. */
  readonly leastLevels: ReadonlyMap<string, LogLevelName>;
}

/**
 * Lines in the form of `func start`, `[<ISO time>] <text>`. Shown are entries of level information and above, fewer where host.json
 * asks for fewer; with `verbose` all of them.
 */
export function createHostLog({ write, clock, verbose, leastLevels }: HostLogOptions): HostLog {
  const shows = (category: string, level: LogLevelName): boolean =>
    verbose || rank(level) >= Math.max(rank('information'), rank(leastLevel(leastLevels, category)));
  return {
    verbose,
    line: (text) => write(visible(text)),
    entry: (category, level, text) => {
      if (shows(category, level)) write(`[${new Date(clock()).toISOString()}] ${visible(text)}`);
    },
  };
}

function rank(level: LogLevelName): number {
  return logLevels.indexOf(level);
}

function leastLevel(levels: ReadonlyMap<string, LogLevelName>, category: string): LogLevelName {
  const parts = category.toLowerCase().split('.');
  const prefixes = parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
  return [...prefixes, ''].map((prefix) => levels.get(prefix)).find((level) => level !== undefined) ?? 'information';
}

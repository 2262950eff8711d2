import type { Settings } from './settings.ts';
import { readWhole } from './wholeNumber.ts';

/** How much is kept. */
export interface Retention {
  /** Rows and dead letters older than this are deleted, by whole hours. */
  readonly hours: number;
  /** More rows than this are too many, and the oldest go; undefined = as many as come. */
  readonly maxRows: number | undefined;
}

/** A week, unless told otherwise; `TWEET_MAX_ROWS` is off unless set. */
export function readRetention(settings: Settings): Retention {
  const hours = readWhole(settings, 'TWEET_RETENTION_HOURS', { from: 1, to: 87_600, otherwise: 168 });
  if (settings.get('TWEET_MAX_ROWS') === undefined) return { hours, maxRows: undefined };
  return { hours, maxRows: readWhole(settings, 'TWEET_MAX_ROWS', { from: 1_000, to: 1_000_000, otherwise: 0 }) };
}

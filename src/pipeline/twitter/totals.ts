import type { RateLimit } from './recentSearch.ts';
import type { ClockBounds } from './xClock.ts';

/** What the requests of a run have brought, all together. */
export interface Totals {
  requests: number;
  /** As many as X sent, repeats too. */
  posts: number;
  unreadable: number;
  /** Without a time of their own. */
  undated: number;
  /** Posts outside the bounds that were asked for. */
  outside: number;
  rateLimit?: RateLimit;
  clock?: ClockBounds;
}

export function noTotals(): Totals {
  return { requests: 0, posts: 0, unreadable: 0, undated: 0, outside: 0 };
}

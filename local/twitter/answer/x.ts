import type { Timeline } from '../posts/timeline.ts';
import type { Query } from '../query/parseQuery.ts';
import type { Ledger } from './ledger.ts';
import type { RateWindow } from './rateWindow.ts';

/** What answers are made from. */
export interface X {
  readonly timeline: Timeline;
  readonly ledger: Ledger;
  readonly window: RateWindow;
  /** Throws QueryError. */
  readonly parseQuery: (text: string) => Query;
  /** The one that is taken; without it any. */
  readonly token: string | undefined;
}

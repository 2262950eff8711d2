import {
  counted,
  dayOf,
  daysAround,
  type Entry,
  formatLedger,
  type Ledger,
  largestPage,
  leftOn,
  parseLedger,
  postsOn,
  smallestPage,
} from './ledger.ts';
import type { LedgerStore } from './pollStateStore.ts';
import { type ClockBounds, unknownClock } from './xClock.ts';

export interface BudgetOptions {
  readonly ledger: LedgerStore;
  readonly maxPostsPerDay: number;
  readonly requestTimeoutMs: number;
  readonly now: () => number;
  /** Gives a text that was never given before. */
  readonly newMark: () => string;
}

/** What a run may still spend. What it may cost is saved before it is asked for, and made exact afterwards. */
export interface Budget {
  /** How many posts the next page may have, 10 to `most`; undefined when the ceiling leaves no room for a page. */
  reserve(most?: number): Promise<number | undefined>;
  /** How many posts came of the last reservation; undefined when nobody knows, so that all of it counts. */
  settle(posts: number | undefined, clock: ClockBounds | undefined): void;
  /** Saves what was settled. */
  close(): Promise<Spent>;
}

/** Where the day stands at the end of a run. */
export interface Spent {
  readonly postsToday: number;
  /** Set in the one run, of all that day, that is to report that the ceiling is reached. */
  readonly isReachedNow: boolean;
}

/** Of one run. Its changes hold in any crash: a page that was reserved and never settled counts whole. */
export function openBudget({ ledger, maxPostsPerDay, requestTimeoutMs, now, newMark }: BudgetOptions): Budget {
  let reserved: Entry | undefined;
  let unsaved: Entry | undefined;
  let seen: ClockBounds | undefined;

  const change = async (edit: (ledger: Ledger) => Ledger): Promise<void> => {
    const entry = unsaved;
    await ledger.change((saved) => {
      const current = parseLedger(saved, ledger.place);
      const settled = entry ? counted(current, entry) : current;
      return formatLedger(edit({ ...settled, clock: seen ?? settled.clock }), newMark());
    });
    unsaved = undefined;
  };

  const reserve = async (most = largestPage) => {
    let granted: Entry | undefined;
    await change((current) => {
      const days = daysAround(now(), current.clock ?? unknownClock, requestTimeoutMs);
      const posts = Math.min(most, leftOn(current, days, maxPostsPerDay));
      granted = posts < smallestPage ? undefined : { days, posts };
      return granted ? counted(current, granted) : current;
    });
    reserved = granted;
    return granted?.posts;
  };

  const settle = (posts: number | undefined, clock: ClockBounds | undefined) => {
    if (reserved && posts !== undefined) unsaved = { days: reserved.days, posts: posts - reserved.posts };
    reserved = undefined;
    seen = clock ?? seen;
  };

  const close = async () => {
    let spent: Spent = { postsToday: 0, isReachedNow: false };
    await change((current) => {
      const day = dayOf(now());
      const postsToday = postsOn(current, day);
      const mark = `${day} at ${maxPostsPerDay}`;
      const isReachedNow = maxPostsPerDay - postsToday < smallestPage && current.reported !== mark;
      spent = { postsToday, isReachedNow };
      return isReachedNow ? { ...current, reported: mark } : current;
    });
    return spent;
  };
  return { reserve, settle, close };
}

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
import { ledgerFault } from './ledgerFault.ts';
import type { LedgerStore } from './pollStateStore.ts';
import { type ClockBounds, unknownClock } from './xClock.ts';

export interface BudgetOptions {
  readonly ledger: LedgerStore;
  readonly maxPostsPerDay: number;
  readonly requestTimeoutMs: number;
  readonly now: () => number;
  /** Gives a text that was never given before. */
  readonly newMark: () => string;
  /** X's clock against this machine's, where the one in the ledger may be another machine's. */
  readonly clock?: ClockBounds | undefined;
}

/** What a run may still spend. What it may cost is saved before it is asked for, and made exact afterwards. */
export interface Budget {
  /**
   * How many posts the next page may have, 10 to `most`; undefined when the ceiling leaves no room for a page. To be
   * used at once. Rejects when it cannot be saved; then nothing may be asked, and it may count all the same.
   */
  reserve(most?: number): Promise<number | undefined>;
  /** How many posts came of the last reservation; undefined when nobody knows, so that all of it counts. */
  settle(posts: number | undefined, clock: ClockBounds | undefined): void;
  /**
   * Saves what was settled, and, unless told otherwise, that this run reports the ceiling. Rejects with PollError only;
   * another fault leaves what was reserved counted whole.
   */
  close(as?: { readonly reports: boolean }): Promise<Spent>;
}

/** Where the day stands at the end of a run. */
export interface Spent {
  readonly postsToday: number;
  /** Set in the one run, of all that day, that is to report that the ceiling is reached. */
  readonly isReachedNow: boolean;
  /** Why the count could not be saved at the end, fit for a log; it then counts too many rather than too few. */
  readonly unsaved?: string | undefined;
}

/** The client ends a request so long after the time limit at the latest. */
const graceMs = 1_000;
const mostReservations = 3;

/** Of one run. Its changes hold in any crash: a page that was reserved and never settled counts whole. */
export function openBudget(options: BudgetOptions): Budget {
  const { ledger, maxPostsPerDay, requestTimeoutMs, now, newMark } = options;
  let reserved: Entry | undefined;
  let unsaved: Entry | undefined;
  let seen: ClockBounds | undefined;
  let latest: Ledger = { days: new Map() };

  const change = async (edit: (ledger: Ledger) => Ledger): Promise<void> => {
    const entry = unsaved;
    // Not once again after a fault: the write may have been made, and taken back twice it would let too many be read.
    unsaved = undefined;
    await ledger.change((saved) => {
      const current = parseLedger(saved, ledger.place);
      const settled = entry ? counted(current, entry) : current;
      latest = edit({ ...settled, clock: seen ?? settled.clock });
      return formatLedger(latest, newMark());
    });
  };

  const daysNow = ({ clock = unknownClock }: Ledger) =>
    daysAround(now(), options.clock ?? clock, requestTimeoutMs + graceMs);

  const reserveOn = async (most: number) => {
    let granted: Entry | undefined;
    await change((current) => {
      const days = daysNow(current);
      const posts = Math.min(most, leftOn(current, days, maxPostsPerDay));
      granted = posts < smallestPage ? undefined : { days, posts };
      return granted ? counted(current, granted) : current;
    });
    return granted;
  };

  const reserve = async (most = largestPage) => {
    for (let reservations = 1; reservations <= mostReservations; reservations += 1) {
      reserved = await reserveOn(most);
      if (reserved === undefined) return undefined;
      // Saving takes time too. Should midnight have come meanwhile, the page counts on a day that was not reserved.
      const { days, posts } = reserved;
      if (daysNow(latest).every((day) => days.includes(day))) return posts;
      settle(0, undefined);
    }
    throw new Error(`Saving it took until another day, ${mostReservations} times.`);
  };

  const settle = (posts: number | undefined, clock: ClockBounds | undefined) => {
    if (reserved && posts !== undefined) unsaved = { days: reserved.days, posts: posts - reserved.posts };
    reserved = undefined;
    seen = clock ?? seen;
  };

  const close = async ({ reports } = { reports: true }) => {
    let spent: Spent = { postsToday: 0, isReachedNow: false };
    try {
      await change((current) => {
        const day = dayOf(now());
        const postsToday = postsOn(current, day);
        const mark = `${day} at ${maxPostsPerDay}`;
        const isReached = maxPostsPerDay - postsToday < smallestPage;
        const isReachedNow = reports && isReached && current.reported !== mark;
        spent = { postsToday, isReachedNow };
        return isReachedNow ? { ...current, reported: mark } : current;
      });
      return spent;
    } catch (error) {
      return { postsToday: postsOn(latest, dayOf(now())), isReachedNow: false, unsaved: ledgerFault(error) };
    }
  };
  return { reserve, settle, close };
}

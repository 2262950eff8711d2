import type { Tweet } from '../tweet.ts';
import { openBudget, type Spent } from './budget.ts';
import { largestPage, smallestPage } from './ledger.ts';
import { hubFailures, type Pause, pauseAfter } from './pause.ts';
import { type Polled, poll } from './poll.ts';
import type { PollState } from './pollState.ts';
import type { HeldState, LedgerStore, PollStateStore } from './pollStateStore.ts';
import { openReading } from './reading.ts';
import type { RecentSearch } from './recentSearch.ts';
import { latestArrivalMs, unsent } from './sent.ts';
import type { Totals } from './totals.ts';

export interface TwitterRunOptions {
  readonly search: RecentSearch;
  readonly states: PollStateStore;
  readonly ledger: LedgerStore;
  readonly settings: TwitterSettings;
  readonly limits: RunLimits;
  /** ms since 1970. */
  readonly now: () => number;
  /** Resolves after that many ms. */
  readonly wait: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
  /** Gives a text that was never given before. */
  readonly newMark: () => string;
}

export interface TwitterSettings {
  readonly query: string;
  readonly maxPostsPerDay: number;
  readonly maxPagesPerRun: number;
  readonly firstRunMinutes: number;
  /** No post becomes visible later than so long after its making. */
  readonly horizonMs: number;
  /** Another token, address or field list: another mark. No secret can be read from it. */
  readonly settingsMark: string;
}

export interface RunLimits {
  readonly requestTimeoutMs: number;
  /** No request begins later than so long after the run: it and the publishing are to end before the next run. */
  readonly readingMs: number;
}

/** What one run has read, before anything of it is published. */
export interface PollRun {
  readonly polled: Polled;
  /** Tweets that were not published before, oldest first. */
  readonly fresh: readonly Tweet[];
  /** Tweets that were published before. */
  readonly known: number;
  readonly totals: Totals;
  readonly spent: Spent;
  /** When X may be asked again, if not at once. */
  readonly pause: Pause | undefined;
  /** How old the oldest post was that became visible after newer ones; undefined when none did. */
  readonly lateByMs: number | undefined;
  readonly endMs: number;
}

/** Reads what is new. What it costs is saved, before each request and at the end; the state is not. */
export async function readRun(state: PollState, held: HeldState, options: TwitterRunOptions): Promise<PollRun> {
  const { settings, limits, now } = options;
  const startMs = now();
  const budget = openBudget({ ...options, ...settings, ...limits });
  const lastRequestMs = startMs + limits.readingMs;
  const size = sizeAfter(state.pause, settings);
  const reading = openReading({ ...options, ...size, budget, isHeld: held.isHeld, lastRequestMs });
  const polled = await poll(state, reading, { startMs, horizonMs: settings.horizonMs });
  const fresh = unsent(reading.found, state.sent);
  const endMs = now();
  return {
    polled,
    fresh,
    known: reading.found.size - fresh.length,
    totals: reading.totals,
    spent: await budget.close(),
    pause: pauseOf(polled, reading.totals, endMs, settings.settingsMark),
    lateByMs: latestArrivalMs(fresh, state, startMs),
    endMs,
  };
}

/** As long as the hub takes nothing all that is read is read again, and counts again: so a run then reads little. */
function sizeAfter(pause: Pause | undefined, { maxPagesPerRun }: TwitterSettings) {
  if (hubFailures(pause) > 0) return { maxPagesPerRun: 1, mostPosts: smallestPage };
  return { maxPagesPerRun, mostPosts: largestPage };
}

function pauseOf({ stop }: Polled, { rateLimit, clock }: Totals, nowMs: number, settingsMark: string) {
  const moment = { nowMs, xAheadMs: clock?.lowMs ?? 0, settingsMark };
  if (stop?.why === 'refused') return pauseAfter(stop.refusal, moment);
  // After the last request of a window the next one would only be refused.
  return rateLimit?.remaining === 0 ? pauseAfter({ kind: 'rate-limit', rateLimit }, moment) : undefined;
}

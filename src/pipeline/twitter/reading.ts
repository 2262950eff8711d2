import type { Tweet } from '../tweet.ts';
import type { Budget } from './budget.ts';
import { classifyAnswer, type Refusal, type Verdict } from './classifyAnswer.ts';
import type { Answer, NoAnswer, RateLimit, RecentSearch } from './recentSearch.ts';
import { postsIn, type SearchPage } from './searchPage.ts';
import { type ClockBounds, clockBounds } from './xClock.ts';

/** Ids asked for: `since` < id, and id < `until` if there is one. */
export interface Bounds {
  readonly since: bigint;
  readonly until?: bigint | undefined;
}

/** Why a run reads no further page. What it leaves unread is for the next run. */
export type Stop =
  | { readonly why: 'page-limit' | 'ceiling' | 'deadline' | 'hold-lost' }
  /** Few requests are left in X's window. */
  | { readonly why: 'rate-limit-near' }
  | { readonly why: 'stale-cursor'; readonly above: bigint; readonly detail: string }
  | { readonly why: 'refused'; readonly refusal: Refusal }
  /** Tried again and again, or an answer that must not be. */
  | { readonly why: 'failed'; readonly detail: string };

export interface ReadingOptions {
  readonly search: RecentSearch;
  readonly budget: Budget;
  readonly isHeld: () => boolean;
  readonly maxPagesPerRun: number;
  /** No request begins after this time (ms since 1970). */
  readonly lastRequestMs: number;
  readonly now: () => number;
  /** Resolves after that many ms. */
  readonly wait: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What a run has read so far. */
export interface Reading {
  readonly found: Map<string, Tweet>;
  readonly totals: Totals;
  /** The page after `nextToken`, with as many attempts as make sense, or why there is none. */
  page(bounds: Bounds, nextToken: string | undefined): Promise<SearchPage | Stop>;
}

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

const attempts = 3;
/** Fewer requests than that are left for whoever else uses the token, and for the next run. */
const requestsSpared = 5;

/** Reads pages for one run, until one of its limits is reached. */
export function openReading(options: ReadingOptions): Reading {
  const totals: Totals = { requests: 0, posts: 0, unreadable: 0, undated: 0, outside: 0 };
  let pages = 0;

  const page = async (bounds: Bounds, nextToken: string | undefined): Promise<SearchPage | Stop> => {
    if (pages === options.maxPagesPerRun) return { why: 'page-limit' };
    pages += 1;
    for (let attempt = 1; ; attempt += 1) {
      const verdict = await ask(bounds, nextToken, totals, options);
      if ('why' in verdict) return verdict;
      const isLast = attempt === attempts;
      if (verdict.kind !== 'transient' && (isLast || !isDamaged(verdict))) return outcome(verdict, totals);
      if (verdict.kind === 'transient' && isLast)
        return { why: 'failed', detail: `${verdict.detail}, ${attempts} times` };
      await options.wait(pauseMs(attempt, options.random));
    }
  };
  return { found: new Map(), totals, page };
}

/** One request, if nothing forbids it. */
async function ask(
  { since, until }: Bounds,
  nextToken: string | undefined,
  totals: Totals,
  { search, budget, isHeld, lastRequestMs, now }: ReadingOptions,
): Promise<Verdict | Stop> {
  if (!isHeld()) return { why: 'hold-lost' };
  if (now() > lastRequestMs) return { why: 'deadline' };
  if (totals.rateLimit && totals.rateLimit.remaining <= requestsSpared) return { why: 'rate-limit-near' };
  const maxResults = await budget.reserve();
  if (maxResults === undefined) return { why: 'ceiling' };
  const askedMs = now();
  const answer = await search.page({
    sinceId: since,
    ...(until !== undefined && { untilId: until }),
    ...(nextToken !== undefined && { nextToken }),
    maxResults,
  });
  note(answer, totals, budget, askedMs, now());
  return classifyAnswer(answer);
}

function note(answer: Answer | NoAnswer, totals: Totals, budget: Budget, askedMs: number, answeredMs: number): void {
  totals.requests += 1;
  if (answer.kind === 'no-answer') {
    budget.settle(answer.mayHaveCost ? undefined : 0, undefined);
    return;
  }
  const clock = clockBounds(answer.dateMs, askedMs, answeredMs);
  const posts = postsIn(answer.body);
  budget.settle(posts, clock);
  totals.posts += posts;
  if (answer.rateLimit) totals.rateLimit = answer.rateLimit;
  if (clock) totals.clock = clock;
}

/** Something may have happened to it on its way; what comes thus again and again is taken without its bad entries. */
function isDamaged(verdict: Verdict): boolean {
  return verdict.kind === 'page' && verdict.page.unreadable > 0;
}

function outcome(verdict: Exclude<Verdict, { kind: 'transient' }>, totals: Totals): SearchPage | Stop {
  if (verdict.kind === 'refused') return { why: 'refused', refusal: verdict.refusal };
  if (verdict.kind === 'stale-cursor') return { why: 'stale-cursor', above: verdict.above, detail: verdict.detail };
  totals.unreadable += verdict.page.unreadable;
  totals.undated += verdict.page.undated;
  return verdict.page;
}

/** Half a second to a second, then twice that: together below the 10 s that a run can spare. */
function pauseMs(attempt: number, random: () => number): number {
  return 500 * 2 ** (attempt - 1) * (1 + random());
}

import type { Budget } from './budget.ts';
import { classifyAnswer, type Verdict } from './classifyAnswer.ts';
import { ledgerFault } from './ledgerFault.ts';
import type { Answer, NoAnswer, RecentSearch } from './recentSearch.ts';
import { postsIn } from './searchPage.ts';
import type { Stop } from './stop.ts';
import type { Totals } from './totals.ts';
import { clockBounds } from './xClock.ts';

/** Ids asked for: `since` < id, and id < `until` if there is one. */
export interface Bounds {
  readonly since: bigint;
  readonly until?: bigint | undefined;
}

export interface AskOptions {
  readonly search: RecentSearch;
  readonly budget: Budget;
  /** In a page, 10 to 100. */
  readonly mostPosts: number;
  readonly isHeld: () => boolean;
  /** No request begins after this time (ms since 1970). */
  readonly lastRequestMs: number;
  readonly now: () => number;
}

/** Fewer requests than that are left for whoever else uses the token, and for the next run. */
const requestsSpared = 5;

/** One request, if nothing forbids it. */
export async function ask(
  { since, until }: Bounds,
  nextToken: string | undefined,
  totals: Totals,
  options: AskOptions,
): Promise<Verdict | Stop> {
  const { search, budget, mostPosts, now } = options;
  const before = forbidden(totals, options);
  if (before) return before;
  const maxResults = await reserved(budget, mostPosts);
  if (typeof maxResults !== 'number') return maxResults;
  // Once more, since saving what the page may cost takes time.
  const after = forbidden(totals, options);
  if (after) {
    budget.settle(0, undefined);
    return after;
  }
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

function forbidden({ rateLimit }: Totals, { isHeld, lastRequestMs, now }: AskOptions): Stop | undefined {
  if (!isHeld()) return { why: 'hold-lost' };
  if (now() > lastRequestMs) return { why: 'deadline' };
  return rateLimit && rateLimit.remaining <= requestsSpared ? { why: 'rate-limit-near' } : undefined;
}

/** A fault of the storage ends the reading, not the run: what was read until then is paid for, and is published. */
async function reserved(budget: Budget, mostPosts: number): Promise<number | Stop> {
  try {
    return (await budget.reserve(mostPosts)) ?? { why: 'ceiling' };
  } catch (error) {
    return { why: 'failed', detail: `the count of posts could not be saved: ${ledgerFault(error)}` };
  }
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

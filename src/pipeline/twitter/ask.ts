import type { Budget } from './budget.ts';
import { classifyAnswer, type Verdict } from './classifyAnswer.ts';
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
  { search, budget, isHeld, lastRequestMs, now }: AskOptions,
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
